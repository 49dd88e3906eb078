/** How the scripts are made small: names that both sides know by a letter, and syntax that the oldest engines get right. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from '@babel/parser'
import binaryen from 'binaryen'
import { ROOT } from '../command.mjs'
import { minified } from '../package/minify.mjs'
import { rename } from '../package/short-names.mjs'

test('imports and exports change their names, and the module still runs', () => {
  const text = `(module (import "./gouji_bg.js" "__wbg_twice_0123456789abcdef" (func $twice (param i32) (result i32)))
    (memory (export "memory") 1) (func (export "__wbindgen_four") (result i32) (call $twice (i32.const 2))) (func (export "six") (result i32) (i32.const 6)))`
  const names = new Map([['__wbg_twice_0123456789abcdef', '$0'], ['__wbindgen_four', '$1']])
  const module = new WebAssembly.Module(new Uint8Array(rename(binaryen.parseText(text).emitBinary(), (name) => names.get(name) ?? name)))
  assert.deepEqual(WebAssembly.Module.imports(module), [{ module: './gouji_bg.js', name: '$0', kind: 'function' }])
  const { exports } = new WebAssembly.Instance(module, { './gouji_bg.js': { $0: (/** @type {number} */ number) => 2 * number } })
  assert.deepEqual(Object.keys(exports), ['memory', '$1', 'six'])
  assert.equal(/** @type {any} */ (exports).$1(), 4)
})

test('the same script is minified to the same bytes, and what a bundler is told of it stays', async () => {
  const script = 'const made = /* @__PURE__ */ Object.freeze({ one: 1 })\nexport const answer = (given) => given?.one ?? made.one\n'
  const [first, second] = [await minified(script), await minified(script)]
  assert.equal(first, second)
  assert.match(first, /__PURE__/u)
  assert.match(first, /\?\./u)
})

/** @param {any} node @returns {any[]} the calls through `?.` that spread their arguments, which Chromium before 91 gets wrong */
function spreadingCalls(node) {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(spreadingCalls)
  const own = node.type === 'OptionalCallExpression' && node.arguments.some((/** @type {any} */ argument) => argument.type === 'SpreadElement') ? [node] : []
  return [...own, ...Object.values(node).flatMap(spreadingCalls)]
}

test('no call through `?.` in what a page loads spreads its arguments', () => {
  const www = join(ROOT, 'www')
  const folders = ['', 'adapters', 'engine', 'import', 'author', 'view']
  for (const file of folders.flatMap((folder) => readdirSync(join(www, folder)).filter((name) => name.endsWith('.js')).map((name) => join(www, folder, name)))) {
    const found = spreadingCalls(parse(readFileSync(file, 'utf8'), { sourceType: 'module' }).program)
    assert.deepEqual(found.map(({ loc }) => `${file}:${loc.start.line}`), [])
  }
})
