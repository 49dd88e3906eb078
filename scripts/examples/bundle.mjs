/**
 * www/examples/*.js and the libraries that they name → www/examples/build/*.js, one file a page.
 *
 * gouji itself stays outside of the bundle and is loaded as it is. The libraries are installed by www/examples' own lock file, so
 * that nothing else of the project needs them.
 */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { ensureNodePackages } from '../setup/node-packages.mjs'

const FOLDER = join(ROOT, 'www', 'examples')
const BUILT = join(FOLDER, 'build')

/** What the libraries need beyond a strict policy: style elements, inline styles, event handlers in attributes, images and fonts of
 *  their own, templates that are compiled. */
export const EXAMPLE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
].join('; ')

/** The names of the example pages. */
export const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.html') && name !== 'index.html').map((name) => name.slice(0, -5)).sort()

/** Those that `npm test` runs: they need nothing beyond the project's own packages. */
export const QUICK_EXAMPLES = ['drawn', 'dynamic', 'element-plus', 'iframe', 'plain', 'programmatic', 'shadow', 'tabs', 'ueditor'].filter((name) => EXAMPLES.includes(name))

/** gouji as a page's own import would find it. @type {import('esbuild').Plugin} */
const gouji = {
  name: 'gouji',
  setup(build) {
    build.onResolve({ filter: /^gouji$/ }, () => ({ path: '../../gouji.js', external: true }))
    build.onResolve({ filter: /^gouji\/adapters\// }, ({ path }) => ({ path: `../../${path.slice('gouji/'.length)}.js`, external: true }))
  },
}

/**
 * A page's script is a module. A library that can't run in one (`arguments.callee`) stands in NAME-library.js, a plain script.
 * @param {string[]} names pages
 * @param {Record<string, string>} [alias]
 */
async function bundle(names, alias = {}) {
  if (names.length === 0) return
  const { build } = await import('esbuild')
  const classic = names.map((name) => join(FOLDER, `${name}-library.js`)).filter((file) => existsSync(file))
  if (classic.length > 0) await build({ ...OPTIONS, entryPoints: classic, format: 'iife' })
  await build({ ...OPTIONS, entryPoints: names.map((name) => join(FOLDER, `${name}.js`)), format: 'esm', plugins: [gouji], alias })
}

/** @type {import('esbuild').BuildOptions} */
const OPTIONS = {
  outdir: BUILT,
  bundle: true,
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
  tsconfigRaw: {}, // ours asks for strict scripts, which the libraries are not
  define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  loader: { '.svg': 'dataurl', '.png': 'dataurl', '.gif': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'dataurl' },
}

/** Element UI wants Vue 2 under the name that Element Plus has for Vue 3. */
const ON_VUE_2 = new Set(['element-ui'])

/** What several pages are made from. */
const SHARED = readdirSync(FOLDER).filter((name) => name.endsWith('.js') && !EXAMPLES.includes(name.slice(0, -3)))

/** @param {string} name */
function isBuilt(name) {
  const made = join(BUILT, `${name}.js`)
  const sources = [`${name}.js`, ...SHARED, 'package-lock.json'].map((file) => join(FOLDER, file))
  return existsSync(made) && sources.every((file) => statSync(file).mtimeMs < statSync(made).mtimeMs)
}

/**
 * Makes the pages that are older than what they are made from.
 * @param {string[]} [names]
 */
export async function bundleExamples(names = EXAMPLES) {
  await ensureNodePackages()
  if (!names.every((name) => QUICK_EXAMPLES.includes(name))) await ensureNodePackages(FOLDER, { what: 'the form systems of the example pages', time: '1 to 3 minutes' })
  mkdirSync(BUILT, { recursive: true })
  const old = names.filter((name) => !isBuilt(name))
  for (const name of old.filter((each) => !ON_VUE_2.has(each))) await bundle([name])
  await bundle(old.filter((name) => ON_VUE_2.has(name)), { vue: join(FOLDER, 'node_modules/vue2/dist/vue.esm.js') })
}
