/**
 * Fresh projects, as a stranger sets them up: the tool's own defaults, the tarball installed by npm, no further configuration.
 *
 * In: the tarball. Out: a folder with a page in it for each kind. Must not know: browsers.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A row of a report whose total is 4 where its parts make 3. */
const FORM = `<form id="report">
${['person', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'].map((column, index) =>
    `  <input id="${column}" data-gouji="requests.new.${column}" value="${[3, 0, 0, 0, 0, 0, 4][index]}">`).join('\n')}
</form>`

/** @param {string} scripts */
const page = (scripts) => `<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<title>填报</title>\n<link rel="icon" href="data:,">\n${FORM}\n${scripts}\n</html>\n`

/** A page's script, as the README has it. */
const MAIN = `import { attach } from 'gouji'

const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021' })
window.watch = watch
`
/** For formats in which nothing can be waited for at the top. */
const SCRIPT = `import { attach } from 'gouji'

attach('#report', { pack: 'cn-gov-disclosure-2021' }).then((watch) => { window.watch = watch })
`
const SLIM = SCRIPT.replace("'gouji'", "'gouji/slim'")
const WORKER_PAGE = `const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
worker.onmessage = ({ data }) => { document.querySelector('#report').dataset.status = data }
`
const WORKER = `import { load } from 'gouji/engine'

load('cn-gov-disclosure-2021').then((pack) => postMessage(pack.check({ cells: { 'requests.new.person': '3', 'requests.new.business': '0', 'requests.new.research': '0',
  'requests.new.nonprofit': '0', 'requests.new.legal': '0', 'requests.new.other': '0', 'requests.new.total': '4' } }).status))
`

/**
 * @typedef {object} Project
 * @property {string} name
 * @property {{ [name: string]: string }} files
 * @property {string[][]} [commands] programs of node_modules/.bin with their arguments
 * @property {string} [served] the folder that the page is in
 * @property {string} [page]
 * @property {boolean} [worker] the page asks a worker and shows its answer
 * @property {string} [policy] a policy that forbids WebAssembly, where the page is to be opened under it, too
 */

const MODULE_TAG = '<script type="module" src="/main.js"></script>'
const FORBIDDEN = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'"

/** @type {Project[]} */
export const PROJECTS = [
  { name: 'esbuild', files: { 'main.js': MAIN, 'index.html': page('<script type="module" src="out.js"></script>') }, commands: [['esbuild', 'main.js', '--bundle', '--format=esm', '--outfile=out.js']] },
  { name: 'esbuild, as a plain script', files: { 'main.js': SCRIPT, 'index.html': page('<script src="out.js"></script>') }, commands: [['esbuild', 'main.js', '--bundle', '--outfile=out.js']] },
  { name: 'vite', files: { 'main.js': MAIN, 'index.html': page(MODULE_TAG) }, commands: [['vite', 'build']], served: 'dist', policy: FORBIDDEN },
  { name: 'vite, slim', files: { 'main.js': SLIM, 'index.html': page(MODULE_TAG) }, commands: [['vite', 'build']], served: 'dist' },
  { name: 'vite, a worker', files: { 'main.js': WORKER_PAGE, 'worker.js': WORKER, 'index.html': page(MODULE_TAG) }, commands: [['vite', 'build']], served: 'dist', worker: true },
  { name: 'webpack', files: { 'src/index.js': MAIN, 'dist/index.html': page('<script src="main.js"></script>') }, commands: [['webpack', '--mode', 'production']], served: 'dist', policy: FORBIDDEN },
  { name: 'webpack, slim', files: { 'src/index.js': SLIM, 'dist/index.html': page('<script src="main.js"></script>') }, commands: [['webpack', '--mode', 'production']], served: 'dist' },
  { name: 'webpack, a worker', files: { 'src/index.js': WORKER_PAGE, 'src/worker.js': WORKER, 'dist/index.html': page('<script src="main.js"></script>') }, commands: [['webpack', '--mode', 'production']], served: 'dist', worker: true },
  { name: 'rollup', files: { 'main.js': MAIN, 'index.html': page('<script type="module" src="out.js"></script>') }, commands: [['rollup', 'main.js', '--plugin', '@rollup/plugin-node-resolve', '--format', 'es', '--file', 'out.js']] },
  { name: 'rollup, as a plain script', files: { 'main.js': SCRIPT, 'index.html': page('<script src="out.js"></script>') }, commands: [['rollup', 'main.js', '--plugin', '@rollup/plugin-node-resolve', '--format', 'iife', '--file', 'out.js']] },
  { name: 'a module script', files: { 'index.html': page('<script type="module" src="/gouji/gouji.js" data-pack="cn-gov-disclosure-2021" data-form="#report"></script>') }, policy: FORBIDDEN },
  { name: 'a classic script', files: { 'index.html': page('<script src="/gouji/gouji.classic.js" data-pack="cn-gov-disclosure-2021" data-form="#report"></script>') }, policy: FORBIDDEN },
  { name: 'a classic script, called', files: { 'main.js': "gouji.attach('#report', { pack: 'cn-gov-disclosure-2021' })\n", 'index.html': page('<script src="/gouji/gouji.classic.js"></script>\n<script src="main.js"></script>') } },
]

/**
 * @param {Project} project
 * @param {string} tools the folder whose node_modules has the tools and the package
 * @param {string} folder where the project is to be, below `tools`
 */
export async function makeProject({ files, commands = [] }, tools, folder) {
  for (const [file, text] of Object.entries({ 'package.json': '{ "private": true, "type": "module" }\n', ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const [program = '', ...args] of commands) await execute(join(tools, 'node_modules/.bin', program), args, { cwd: folder })
}

/** What somebody does who has no bundler: the files are put where the site is. @param {string} tools @param {string} folder */
export function serveFiles(tools, folder) {
  cpSync(join(tools, 'node_modules/gouji/dist'), join(folder, 'gouji'), { recursive: true })
}
