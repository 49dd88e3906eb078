/**
 * www/ and the engine → the scripts of the package. Each entry is one file that asks for no other: bundlers'
 * dependency optimisers lose files named by `new URL(…, import.meta.url)`, and portals serve wrong MIME types.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'

/** The entries of the package; each has a file of the same name in www/. */
export const ENTRIES = ['gouji.js', 'engine.js', 'import.js', 'author.js', ...adapters()]

/** Each file of www/adapters is an entry by being there; the plain one is a part of gouji.js. */
function adapters() {
  const names = readdirSync(join(ROOT, 'www', 'adapters')).filter((name) => name.endsWith('.js') && name !== 'native.js')
  return names.sort().map((name) => `adapters/${name}`)
}

/** The oldest engines that run the module scripts as they are, private fields included. */
const OLDEST = ['chrome84', 'firefox90', 'safari15', 'node20']

/** Files that load something from beside them; each has a twin `…-inline.js` that holds it. */
const LOADING = /\/(module|sheet)\.js$/

/** @typedef {{ engine: string, import: string, author: string }} Modules the folders of the shipped modules */

/**
 * @param {Modules} modules
 * @param {{ wasm: string, 'import-wasm': string, 'author-wasm': string, css: string }} texts
 * @returns {import('esbuild').Plugin}
 */
function inline(modules, texts) {
  return {
    name: 'inline',
    setup(build) {
      build.onResolve({ filter: LOADING }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace(/\.js$/, '-inline.js')) }))
      build.onResolve({ filter: /\/wasm\/gouji\.js$/ }, () => ({ path: join(modules.engine, 'gouji.js') }))
      build.onResolve({ filter: /\/wasm-import\/gouji\.js$/ }, () => ({ path: join(modules.import, 'gouji.js') }))
      build.onResolve({ filter: /\/wasm-author\/gouji\.js$/ }, () => ({ path: join(modules.author, 'gouji.js') }))
      build.onResolve({ filter: /^gouji:/ }, ({ path }) => ({ path, namespace: 'inlined' }))
      build.onLoad({ filter: /^gouji:/, namespace: 'inlined' }, ({ path }) => ({
        contents: texts[/** @type {'wasm' | 'import-wasm' | 'author-wasm' | 'css'} */ (path.slice('gouji:'.length))],
        loader: 'text',
      }))
    },
  }
}

/**
 * @param {Modules} modules
 * @param {string} folder where to write
 * @param {boolean} [withEngine] without it the scripts lack the engine's bytes and the style sheet, to be weighed
 */
export async function bundleScripts(modules, folder, withEngine = true) {
  const { build } = await import('esbuild')
  const www = join(ROOT, 'www')
  const style = await build({ entryPoints: [join(www, 'gouji.css')], minify: true, write: false })
  await build({
    entryPoints: ENTRIES.map((entry) => join(www, entry)),
    outdir: folder,
    outbase: www,
    bundle: true,
    format: 'esm',
    target: OLDEST,
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [inline(modules, {
      wasm: withEngine ? readFileSync(join(modules.engine, 'gouji_bg.wasm')).toString('base64') : '',
      'import-wasm': withEngine ? readFileSync(join(modules.import, 'gouji_bg.wasm')).toString('base64') : '',
      'author-wasm': withEngine ? readFileSync(join(modules.author, 'gouji_bg.wasm')).toString('base64') : '',
      css: withEngine ? style.outputFiles[0].text.trim() : '',
    })],
  })
}
