/** (g) What a page has to load, gzip. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const size = (path) => gzipSync(readFileSync(path), { level: 9 }).length

export async function run() {
  const ours = (name) => size(new URL(`../../dist/${name}`, import.meta.url))
  const files = {
    'hyperformula.full.min.js': 'hyperformula/dist/hyperformula.full.min.js',
    'survey.core.min.js': 'survey-core/survey.core.min.js',
    'decimal.js': 'decimal.js/decimal.js',
    'big.js': 'big.js/big.js',
  }
  const folder = new URL('../node_modules/', import.meta.url)
  const lines = [
    { name: 'gouji.wasm (engine and packs)', note: `${ours('gouji.wasm').toLocaleString('en')} bytes` },
    { name: 'gouji.js (one tag: the page, the engine, the packs)', note: `${ours('gouji.js').toLocaleString('en')} bytes` },
    { name: 'gouji.without-wasm.js (where WebAssembly can\'t run)', note: `${ours('gouji.without-wasm.js').toLocaleString('en')} bytes` },
    ...Object.entries(files).map(([name, path]) => ({ name, note: `${size(new URL(path, folder)).toLocaleString('en')} bytes` })),
  ]
  return { title: '(g) Bytes shipped, gzip -9', lines }
}
