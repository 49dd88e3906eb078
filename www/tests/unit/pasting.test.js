/** A block from a spreadsheet, laid over cells. Also: the door can be imported where there is no page. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { blockIn, spread } from '../../pasting.js'

/** Cells by letter, a line a row; a dot is a place without a field. @param {string} drawn @returns {Map<string, { grid: number, row: number, column: number }>} */
const spotsIn = (drawn) => new Map(drawn.split('/').flatMap((line, row) => [...line].flatMap((letter, column) =>
  (letter === '.' ? [] : [/** @type {const} */ ([letter, { grid: 0, row, column }])]))))

/** @param {string} drawn @param {string} start @param {string} text */
const laid = (drawn, start, text) => spread(blockIn(text) ?? [], start, spotsIn(drawn))?.map((pair) => pair.join('=')).join(' ')

test('what a spreadsheet puts on the clipboard is rows of texts', () => {
  assert.equal(blockIn('3'), undefined)
  assert.equal(blockIn('3\r\n'), undefined)
  assert.deepEqual(blockIn('1\t2\r\n 3 \t\r\n'), [['1', '2'], ['3', '']])
  assert.deepEqual(blockIn('"a ""b""\nc"\t2\n3\t4'), [['a "b"\nc', '2'], ['3', '4']])
  assert.deepEqual(blockIn('1\n\n2'), [['1'], [''], ['2']])
})

test('a column goes down from the cell, a row to the right', () => {
  assert.equal(laid('ab/cd/ef', 'a', '1\n2\n3'), 'a=1 c=2 e=3')
  assert.equal(laid('ab/cd/ef', 'c', '1\t2'), 'c=1 d=2')
  assert.equal(laid('ab/cd/ef', 'b', '1\n2'), 'b=1 d=2')
})

test('a row of headings is passed over, whether the block has a line for it or not', () => {
  assert.equal(laid('a/./b/c', 'a', '1\n\n2\n3'), 'a=1 b=2 c=3')
  assert.equal(laid('a/./b/c', 'a', '1\n2\n3'), 'a=1 b=2 c=3')
  assert.equal(laid('a.b', 'a', '1\t2'), 'a=1 b=2')
})

test('a block that would fall beside the cells is not laid at all', () => {
  assert.equal(laid('ab/cd', 'c', '1\n2'), undefined)
  assert.equal(laid('ab/cd', 'b', '1\t2'), undefined)
  assert.equal(laid('ab/cd', 'z', '1\n2'), undefined)
})

test('an empty text clears its cell, as in a spreadsheet', () => {
  assert.equal(laid('a/b/c', 'a', '1\n\n3'), 'a=1 b= c=3')
})

test('where there is no page, importing the door does nothing', () => {
  const address = new URL('../../gouji.js', import.meta.url).href
  const script = `const before = Object.keys(globalThis).length; const { attach } = await import('${address}'); console.log(typeof attach, Object.keys(globalThis).length - before)`
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim(), 'function 0')
})
