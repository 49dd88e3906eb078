/** The package in several engines: what each of them finds is the same, to the byte. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ROOT } from '../../../scripts/command.mjs'
import { packaged, resultsBy, resultsInNode } from './engines.js'
import { RECORDS } from './records.js'
import { areHad, oldestNode } from '../old/engines.js'

const expected = await resultsBy('gouji/engine')

test('there is something to compare', () => {
  assert.ok(expected.filter((result) => JSON.parse(result).status === 'inconsistent').length >= 5)
  assert.ok(expected.some((result) => JSON.parse(result).groups.length > 0))
})

test('without WebAssembly the results are the same, to the byte', async () => {
  assert.deepEqual(await resultsBy('gouji/js'), expected)
})

test('the slim door takes the file by itself, its bytes, its module, and starts at once', async () => {
  const { load, init, initSync } = await packaged('gouji/slim')
  const check = async () => JSON.stringify((await load(RECORDS[0]?.pack)).check(RECORDS[0]))
  assert.equal(await check(), expected[0])
  const bytes = readFileSync(join(ROOT, 'dist/gouji.wasm'))
  for (const source of [bytes, new WebAssembly.Module(bytes), new URL('../../../dist/gouji.wasm', import.meta.url), new Response(bytes)]) {
    await init(source)
    assert.equal(await check(), expected[0])
  }
  initSync(bytes)
  assert.equal(await check(), expected[0])
})

test('where WebAssembly is missing, the build without it takes over by itself', async () => {
  // V8 without a compiler has no WebAssembly either.
  const script = `import { load } from 'gouji/engine'
    if (typeof WebAssembly !== 'undefined') throw new Error('this engine has WebAssembly')
    const pack = await load('cn-gov-disclosure-2021')
    console.log(pack.check({ cells: { 'requests.new.person': '3', 'requests.new.business': '0', 'requests.new.research': '0',
      'requests.new.nonprofit': '0', 'requests.new.legal': '0', 'requests.new.other': '0', 'requests.new.total': '4' } }).status)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--jitless', '--input-type=module', '-e', script], { cwd: ROOT })
  assert.equal(stdout, 'inconsistent\n')
})

if (areHad) {
  test('the classic script runs in V8 of 2017, with WebAssembly and without', async () => {
    const program = await oldestNode()
    assert.deepEqual(await resultsInNode(program, 'wasm'), expected)
    assert.deepEqual(await resultsInNode(program, 'js'), expected)
  })
}
