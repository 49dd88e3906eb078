/** Programs are found where they are, and one that is missing or fails is no surprise. */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'
import { findProgram, outputOf, run } from '../command.mjs'

const folder = mkdtempSync(join(tmpdir(), 'gouji-command-'))
const [first, second] = ['first', 'second'].map((name) => join(folder, name))
mkdirSync(join(first, 'tool'), { recursive: true }) // a folder of that name is no program
mkdirSync(second)
const tool = join(second, process.platform === 'win32' ? 'tool.cmd' : 'tool')
writeFileSync(tool, '')
chmodSync(tool, 0o755)
after(() => rmSync(folder, { recursive: true }))

test('a program is looked for along the path, past folders of its name', () => {
  assert.equal(findProgram('tool', { path: [first, second].join(delimiter) }), tool)
})

test('a usual place comes before the path', () => {
  assert.equal(findProgram('tool', { places: [process.execPath], path: second }), process.execPath)
})

test('a program that is nowhere is undefined', () => {
  assert.equal(findProgram('tool', { path: first }), undefined)
  assert.equal(outputOf(join(first, 'tool'), []), undefined)
})

test('what a program prints is had only if it ends well', () => {
  assert.equal(outputOf(process.execPath, ['-e', 'console.log(" seven ")']), 'seven')
  assert.equal(outputOf(process.execPath, ['-e', 'console.log("seven"); process.exit(3)']), undefined)
})

test('a run says whether it ended well, and lets its output be heard', async () => {
  let heard = ''
  const options = { quiet: true, listen: (/** @type {string} */ text) => { heard += text } }
  assert.equal(await run(process.execPath, ['-e', 'console.log(process.env.NUMBER)'], { ...options, env: { NUMBER: '8' } }), true)
  assert.equal(heard, '8\n')
  assert.equal(await run(process.execPath, ['-e', 'process.exit(1)'], options), false)
  assert.equal(await run(join(folder, 'nothing'), [], options), false)
})
