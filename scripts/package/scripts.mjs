/**
 * www/ and the engine → the scripts of the package.
 *
 * - dist/esm/: the entries for bundlers and Node. What several of them need stands in files that they share, so that a page
 *   that imports two has one engine.
 * - dist/node/: the same for Node, which reads the engine from its file rather than as text; only where a bundler has left that
 *   behind does it take the bytes in dist/esm/engine-bytes.js.
 * - dist/gouji.js and dist/gouji.classic.js: for script tags, each one file. The former asks for dist/previous.js when a person
 *   opens the place for last year's figures, and for nothing else.
 * - dist/gouji.without-wasm.js: what all of them load where WebAssembly can't run.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { minified, minifyIn } from './minify.mjs'
import { packedModule } from './packed.mjs'

/** The entries for bundlers; each has a file of the same name in www/. */
export const ENTRIES = ['page.js', 'engine.js', 'import.js', 'author.js', 'slim.js', 'js.js', ...adapters()]

/** The entries that Node has files of its own for. */
const NODE_ENTRIES = ['page.js', 'engine.js']

/** Each file of www/adapters is an entry by being there; the plain one is a part of page.js. */
function adapters() {
  const names = readdirSync(join(ROOT, 'www', 'adapters')).filter((name) => name.endsWith('.js') && name !== 'native.js')
  return names.sort().map((name) => `adapters/${name}`)
}

/** The oldest engines that run the module scripts as they are, private fields included. */
const OLDEST = ['chrome84', 'firefox90', 'safari15', 'node20']

/** They all know `?.`; what Chromium before 91 got wrong is a call through it with spread arguments, of which there is none. */
const SUPPORTED = { 'optional-chain': true }

/** Old engines have no `globalThis`. */
const GLOBAL = 'var gouji_global = typeof self !== "undefined" ? self : typeof global !== "undefined" ? global : this;'

/**
 * @typedef {object} Parts
 * @property {string} engine the folder of the shipped engine
 * @property {string} import the folder of the shipped readers
 * @property {string} author the folder of the shipped tools of a pack's author
 * @property {string} withoutWasm the file of the translated engine
 */

/**
 * Puts what the sources load from beside them into the scripts.
 * @param {Parts} parts
 * @param {{ [name: string]: string }} texts
 * @param {{ [from: string]: string }} places files of www/ that others take the place of
 * @returns {import('esbuild').Plugin}
 */
function inline(parts, texts, places) {
  const www = join(ROOT, 'www')
  return {
    name: 'inline',
    setup(build) {
      for (const [from, to] of Object.entries(places)) {
        const filter = new RegExp(`/${from.split('/').at(-1)?.replace('.', '\\.')}$`)
        build.onResolve({ filter }, ({ path, resolveDir }) => (join(resolveDir, path) === join(www, from) ? { path: join(www, to) } : undefined))
      }
      build.onResolve({ filter: /\/wasm\/gouji\.js$/ }, () => ({ path: join(parts.engine, 'gouji.js') }))
      build.onResolve({ filter: /\/wasm-import\/gouji\.js$/ }, () => ({ path: join(parts.import, 'gouji.js') }))
      build.onResolve({ filter: /\/wasm-author\/gouji\.js$/ }, () => ({ path: join(parts.author, 'gouji.js') }))
      build.onResolve({ filter: /^gouji:without-wasm$/ }, () => ({ path: parts.withoutWasm }))
      build.onResolve({ filter: /^gouji:/ }, ({ path }) => ({ path, namespace: 'inlined' }))
      build.onLoad({ filter: /^gouji:/, namespace: 'inlined' }, ({ path }) => ({ contents: texts[path.slice('gouji:'.length)], loader: 'text' }))
    },
  }
}

/**
 * Says again in each file what minifying dropped: addresses that are only known when they are asked for are not the bundler's.
 * @param {string} folder
 */
function leaveImports(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    const left = text.replace(/\bimport\((?!["'/])/gu, 'import(/* webpackIgnore: true */ /* @vite-ignore */ ')
    if (left !== text) writeFileSync(file, left)
  }
}

/** What esbuild leaves of other signs than ASCII stands in regular expressions, where an escape means the same. @param {string} file */
function escapeRest(file) {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/[^\x00-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

/** @param {string} fallback @param {string} [sheet] */
const places = (fallback, sheet = 'view/sheet-inline.js') => ({
  'engine/module.js': 'engine/module-inline.js',
  'import/module.js': 'import/module-inline.js',
  'author/module.js': 'author/module-inline.js',
  'engine/fallback.js': fallback,
  'view/sheet.js': sheet,
})

/**
 * @param {Parts} parts
 * @param {string} folder where to write
 * @param {boolean} [withEngine] without it the scripts lack the engine's bytes, what unpacks them, and the style sheet, to be weighed
 */
export async function bundleScripts(parts, folder, withEngine = true) {
  const { build } = await import('esbuild')
  const www = join(ROOT, 'www')
  const style = await build({ entryPoints: [join(www, 'gouji.css')], minify: true, write: false })
  const bytesOf = (/** @type {string} */ from) => (withEngine ? packedModule(from) : '')
  const texts = { wasm: bytesOf(parts.engine), 'import-wasm': bytesOf(parts.import), 'author-wasm': bytesOf(parts.author), css: withEngine ? (style.outputFiles[0]?.text.trim() ?? '') : '' }
  /** @type {import('esbuild').BuildOptions} */
  const usual = { absWorkingDir: ROOT, bundle: true, format: 'esm', target: OLDEST, supported: SUPPORTED, minify: true, legalComments: 'none', logLevel: 'warning', charset: 'utf8' }
  // ASCII alone: a page in GBK has its classic scripts read as GBK, too, where the server doesn't say otherwise.
  const old = /** @type {import('esbuild').BuildOptions} */ ({ ...usual, charset: 'ascii', format: 'iife', target: 'es2015', supported: {}, ignoreAnnotations: true, define: { globalThis: 'gouji_global' }, banner: { js: GLOBAL } })

  await build({
    ...usual,
    entryPoints: [join(www, 'gouji.js')],
    outfile: join(folder, 'gouji.js'),
    external: ['./previous.js', ...(withEngine ? [] : ['./packed.js'])],
    plugins: [inline(parts, texts, places('engine/fallback-tag.js'))],
  })
  await build({ ...usual, entryPoints: [join(www, 'previous.js')], outfile: join(folder, 'previous.js') })
  for (const name of ['gouji.js', 'previous.js']) writeFileSync(join(folder, name), await minified(readFileSync(join(folder, name), 'utf8')))
  if (!withEngine) return
  /** @param {string} outdir @param {string[]} entries @param {import('esbuild').Plugin[]} plugins */
  const buildModules = async (outdir, entries, plugins) => {
    const entryPoints = entries.map((entry) => ({ in: join(www, entry), out: entry.replace(/^engine\/|\.js$/gu, '') }))
    // What is shared stands beside the entries, so that addresses relative to them hold.
    await build({ ...usual, entryPoints, outdir, outbase: www, splitting: true, chunkNames: 'shared-[hash]', plugins })
    await minifyIn(outdir)
    leaveImports(outdir)
  }
  const forBundlers = { ...places('engine/fallback-module.js'), 'later.js': 'later-inline.js' }
  await buildModules(join(folder, 'esm'), [...ENTRIES, 'engine/engine-bytes.js'], [inline(parts, texts, forBundlers)])
  const besideEsm = /** @type {import('esbuild').Plugin} */ ({
    name: 'bytes-of-esm',
    setup: ({ onResolve }) => onResolve({ filter: /\/engine-bytes\.js$/ }, () => ({ path: '../esm/engine-bytes.js', external: true })),
  })
  const forNode = { ...forBundlers, 'engine/module.js': 'engine/module-node.js' }
  await buildModules(join(folder, 'node'), NODE_ENTRIES, [besideEsm, inline(parts, texts, forNode)])
  await build({
    ...old,
    entryPoints: [join(www, 'classic.js')],
    outfile: join(folder, 'gouji.classic.js'),
    globalName: 'gouji',
    plugins: [inline(parts, texts, { ...places('classic/fallback.js', 'view/sheet-classic.js'), 'reader.js': 'classic/reader.js' })],
  })
  await build({
    ...old,
    entryPoints: [join(www, 'without-wasm.js')],
    outfile: join(folder, 'gouji.without-wasm.js'),
    plugins: [inline(parts, texts, {})],
  })
  for (const name of ['gouji.classic.js', 'gouji.without-wasm.js']) escapeRest(join(folder, name))
}
