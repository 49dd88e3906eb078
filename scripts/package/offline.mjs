/**
 * The workbench as one file: page, styles, scripts, worker, engine and readers, for networks without the internet. It opens
 * from a disk, asks for nothing, and carries a policy that would refuse if it did.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../command.mjs'
import { packedModule } from './packed.mjs'

/** Files that load something from beside them; each has a twin `…-inline.js` that holds it. */
const LOADING = /\/(module|sheet|address)\.js$/

/** Chromium 97, Firefox 102 and Safari 16 know `'wasm-unsafe-eval'`. */
const TARGET = ['chrome97', 'firefox102', 'safari16']

/** @typedef {{ engine: string, import: string }} Modules the folders of the modules */

/**
 * @param {Modules} modules
 * @param {{ [name: string]: string }} texts
 * @returns {import('esbuild').Plugin}
 */
function inline(modules, texts) {
  return {
    name: 'inline',
    setup(build) {
      build.onResolve({ filter: LOADING }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace(/\.js$/, '-inline.js')) }))
      build.onResolve({ filter: /\/wasm\/gouji\.js$/ }, () => ({ path: join(modules.engine, 'gouji.js') }))
      build.onResolve({ filter: /\/wasm-import\/gouji\.js$/ }, () => ({ path: join(modules.import, 'gouji.js') }))
      build.onResolve({ filter: /^gouji:/ }, ({ path }) => ({ path, namespace: 'inlined' }))
      build.onLoad({ filter: /^gouji:/, namespace: 'inlined' }, ({ path }) => ({ contents: texts[path.slice('gouji:'.length)] ?? '', loader: 'text' }))
    },
  }
}

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** @param {string} script @param {string} style */
const policyOf = (script, style) => [
  "default-src 'none'",
  `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
  'worker-src blob:',
  `style-src ${hashOf(style)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** What stood in a file of its own now stands in the page. @param {string} page @param {RegExp} pattern @param {string} replacement */
function replaced(page, pattern, replacement) {
  if (!pattern.test(page)) throw new Error(`www/workbench.html has nothing like ${pattern} any more; mend scripts/package/offline.mjs.`)
  return page.replace(pattern, () => replacement)
}

/**
 * @param {Modules} modules
 * @param {string} file where to write
 */
export async function writeOfflinePage(modules, file) {
  const { build } = await import('esbuild')
  const www = join(ROOT, 'www')
  /** @param {string} entry @param {import('esbuild').BuildOptions} [options] @param {{ [name: string]: string }} [texts] */
  const bundled = async (entry, options = {}, texts = {}) => {
    const { outputFiles } = await build({
      entryPoints: [join(www, entry)], bundle: true, minify: true, write: false, charset: 'utf8', target: TARGET, legalComments: 'none',
      logLevel: 'warning', plugins: [inline(modules, texts)], ...options,
    })
    return (outputFiles?.[0]?.text ?? '').trim()
  }
  const wasm = packedModule(modules.engine)
  const worker = await bundled('workbench/worker.js', { format: 'iife' }, { wasm, 'import-wasm': packedModule(modules.import) })
  const script = await bundled('workbench/start.js', { format: 'esm' }, { wasm, worker, css: await bundled('gouji.css') })
  const style = `${await bundled('sample.css')}\n${await bundled('workbench/workbench.css')}`
  const icon = readFileSync(join(www, 'icon.svg')).toString('base64')

  let page = readFileSync(join(www, 'workbench.html'), 'utf8')
  page = replaced(page, /<meta charset="utf-8">/, `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}">`)
  page = replaced(page, /href="icon\.svg"/, `href="data:image/svg+xml;base64,${icon}"`)
  page = replaced(page, /<link rel="stylesheet" href="sample\.css">\n<link rel="stylesheet" href="workbench\/workbench\.css">/, `<style>${style}</style>`)
  page = replaced(page, /<script type="module" src="workbench\/start\.js"><\/script>/, `<script type="module">${script}</script>`)
  // There is no form beside it to fill in.
  page = replaced(page, /<a href="index\.html"[^>]*>[^<]*<\/a> ?/, '')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, page)
}
