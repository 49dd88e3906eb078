/** Fields without a table: what each is called. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './page.js'

const { native } = await import('../../adapters/native.js')
const { readLabels } = await import('../../labels.js')

/** The words of each field, farthest first. @param {string} html */
function words(html) {
  document.body.innerHTML = `<form id="f">${html}</form>`
  const form = /** @type {Element} */ (document.querySelector('form'))
  return readLabels(form, native(form).cells()).flatMap(({ grid }) => {
    const rows = [...new Set(grid.cells.map((cell) => cell.row))]
    return rows.map((row) => grid.cells.filter((cell) => cell.row === row && !cell.field).map((cell) => cell.text).join('|'))
  })
}

test('a label names its field, around it or by its id', () => {
  assert.deepEqual(words('<label>自然人 <input></label><label for="b">企业</label><input id="b">'), ['自然人', '企业'])
})

test('what is said to a screen reader alone is a label too', () => {
  assert.deepEqual(words('<b id="x">本年</b><i id="y">甲项</i><input aria-labelledby="y x">'), ['本年|甲项'])
  assert.deepEqual(words('<input aria-label="总计">'), ['总计'])
})

test('placeholders and titles are labels, but for what they ask politely', () => {
  assert.deepEqual(words('<input placeholder="请输入自然人" title="自然人">'), ['自然人'])
})

test('headings stand before labels, the farthest first', () => {
  assert.deepEqual(words('<h2>三、申请</h2><fieldset><legend>甲项</legend><label>本年 <input></label></fieldset>'), ['三、申请|甲项|本年'])
})

test('other fields with their labels are no headings', () => {
  assert.deepEqual(words('<div><p>甲项</p><div><label>本年</label><input></div><div><label>上年</label><input></div></div>'), ['甲项|本年', '甲项|上年'])
})

test('a label that names a row and a column gives both', () => {
  assert.deepEqual(words('<label>甲项－自然人 <input></label>'), ['甲项－自然人|甲项|自然人'])
  assert.deepEqual(words('<label>自然人（甲项） <input></label>'), ['自然人（甲项）|自然人|甲项'])
})

test('a figure is no label', () => assert.deepEqual(words('<b>12</b><input>'), []))
