/** A fresh project of each kind, with the tarball in it: built, and opened in a browser. */
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ROOT } from '../../../scripts/command.mjs'
import { inEachBrowser } from '../browser/driver.js'
import { makeProject, PROJECTS, serveFiles } from './projects.js'
import { freshFolder, install } from '../../../scripts/release/tarball.mjs'

/** @import { Page } from '../browser/page.js' */

const execute = promisify(execFile)
const tools = await install()
/** Minifiers take their time over a big text. */
const BUILD_LIMIT = 600_000
/** A page that enforces trusted types has to vouch for its own workers. */
const UNTRUSTED = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'"
const CHECK = "pack.check({ cells: { 'requests.new.person': '3', 'requests.new.business': '0', 'requests.new.research': '0', 'requests.new.nonprofit': '0', 'requests.new.legal': '0', 'requests.new.other': '0', 'requests.new.total': '4' } }).status"

/** @param {Page} page */
async function checks(page) {
  await page.waitFor(() => document.querySelector('#total')?.getAttribute('aria-invalid') === 'true')
  await page.fill('#total', '3')
  await page.waitFor(() => document.querySelector('[aria-invalid="true"]') === null)
}

for (const project of PROJECTS) {
  const folder = freshFolder(project.name)
  test(`${project.name}: builds as it is`, { timeout: BUILD_LIMIT }, async () => {
    if (project.commands === undefined) serveFiles(tools, folder)
    await makeProject(project, tools, folder)
  })
  const served = relative(ROOT, join(folder, project.served ?? '.'))

  inEachBrowser(`${project.name}: built and opened`, async (page) => {
    await page.open('index.html', { folder: served, ...(project.worker ? { policy: UNTRUSTED } : {}) })
    if (project.worker) await page.waitFor(() => document.querySelector('#report')?.getAttribute('data-status') === 'inconsistent')
    else await checks(page)
  })
  if (project.policy) {
    inEachBrowser(`${project.name}: where WebAssembly is forbidden`, async (page) => {
      await page.open('index.html', { folder: served, policy: project.policy })
      await checks(page)
      page.expectComplaint(/policy: script-src/u)
      page.forgetComplaints()
    })
  }
}

inEachBrowser('vite, while developing: the page is served from its sources', async (page) => {
  const folder = freshFolder(`vite-dev-${page.browser}`)
  await makeProject({ .../** @type {import('./projects.js').Project} */ (PROJECTS.find(({ name }) => name === 'vite')), commands: [] }, tools, folder)
  const server = spawn(join(tools, 'node_modules/.bin/vite'), ['--port', '0', '--host', '127.0.0.1'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const address = await new Promise((resolve, reject) => {
      let text = ''
      server.stdout.on('data', (chunk) => {
        text += chunk
        // eslint-disable-next-line no-control-regex
        const found = /http:\/\/127\.0\.0\.1:\d+\//u.exec(text.replace(/\u001b\[\d+m/gu, ''))
        if (found) resolve(found[0])
      })
      server.on('exit', () => reject(new Error(`vite ended by itself: ${text}`)))
    })
    await page.raw.goto(address)
    await checks(page)
  } finally {
    server.removeAllListeners('exit')
    server.kill()
  }
})

/** @param {string} name @param {{ [file: string]: string }} files @param {string[]} args */
async function inNode(name, files, args) {
  const folder = freshFolder(name)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return (await execute(process.execPath, args, { cwd: folder })).stdout
}

test('Node, as a module', async () => {
  const main = `import { load } from 'gouji/engine'\nconst pack = await load('cn-gov-disclosure-2021')\nconsole.log(${CHECK})\n`
  assert.equal(await inNode('node', { 'main.mjs': main }, ['main.mjs']), 'inconsistent\n')
})

test('Node, from CommonJS', async () => {
  const main = `import('gouji/engine').then(({ load }) => load('cn-gov-disclosure-2021')).then((pack) => console.log(${CHECK}))\n`
  assert.equal(await inNode('commonjs', { 'main.cjs': main }, ['main.cjs']), 'inconsistent\n')
})

test('importing every door on a server does nothing', async () => {
  const main = `const before = Object.keys(globalThis).length
for (const name of ['', '/slim', '/js', '/engine', '/import', '/author', '/adapters/tinymce', '/adapters/handsontable']) await import('gouji' + name)
console.log(Object.keys(globalThis).length - before, typeof (await import('gouji/packs/cn-gov-disclosure-2021')).default)\n`
  assert.equal(await inNode('server', { 'main.mjs': main }, ['main.mjs']), '0 string\n')
})

const TYPED = `import { attach, type Watch } from 'gouji'
import { attach as attachSlim, init } from 'gouji/slim'
import { engine } from 'gouji/js'
import { load } from 'gouji/engine'
import { read } from 'gouji/import'
import { lint } from 'gouji/author'
import { tinymce } from 'gouji/adapters/tinymce'
import text from 'gouji/packs/cn-gov-disclosure-2021'
import 'gouji/gouji.css'

export async function start(form: HTMLFormElement): Promise<string> {
  const watch: Watch = await attach(form, { pack: { text }, lang: 'en', fallback: engine })
  await init('/gouji.wasm')
  await attachSlim('#other', { pack: 'cn-gov-disclosure-2021' })
  const pack = await load('cn-gov-disclosure-2021')
  const [record] = await read('一、总体情况')
  if (record === undefined) return typeof tinymce
  for (const remark of await lint(text)) console.log(remark.message)
  // @ts-expect-error figures are text
  pack.check({ cells: { 'requests.new.total': 3 } })
  const status: 'consistent' | 'inconsistent' | 'incomplete' | 'unchecked' = pack.check(record).status
  return status + watch.result.findings.map(({ message }) => message).join()
}
`
for (const resolution of ['node16', 'nodenext', 'bundler']) {
  test(`TypeScript 5, strict, resolving as ${resolution}`, async () => {
    const folder = freshFolder(`typescript-${resolution}`)
    writeFileSync(join(folder, 'main.ts'), TYPED)
    const module = resolution === 'bundler' ? 'esnext' : resolution
    const args = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noUncheckedSideEffectImports', '--verbatimModuleSyntax', '--target', 'es2022',
      '--lib', 'es2022,dom', '--module', module, '--moduleResolution', resolution, 'main.ts']
    const done = await execute(process.execPath, [join(tools, 'node_modules/typescript-5/bin/tsc'), ...args], { cwd: folder }).catch((error) => error)
    assert.equal(done.stdout, '')
  })
}
