/** Live tables as grids: spans, fields, words, and what stands before a table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './page.js'

const { readGrids } = await import('../../grids.js')

/** @param {string} html */
function grids(html) {
  document.body.innerHTML = `<form>${html}</form>`
  const form = /** @type {Element} */ (document.querySelector('form'))
  const places = [...document.querySelectorAll('input, select')].map((element) => ({
    element, names: [], address: null, writable: true, visible: element.getAttribute('type') !== 'hidden',
  }))
  return readGrids(form, places).map((live) => live.grid)
}

test('a span takes its rows and columns, and what follows moves aside', () => {
  const [grid] = grids('<table><tr><th rowspan="2" colspan="2">a</th><th>b</th></tr><tr><td><input></td></tr></table>')
  assert.deepEqual(grid?.cells, [
    { row: 0, column: 0, row_span: 2, column_span: 2, text: 'a' },
    { row: 0, column: 2, text: 'b' },
    { row: 1, column: 2, text: '', field: true },
  ])
})

test('a span to the end of the table ends with the table', () => {
  const [grid] = grids('<table><tr><th rowspan="0">a</th><td>1</td></tr><tr><td>2</td></tr></table>')
  assert.deepEqual(grid?.cells.map(({ row, column, row_span }) => [row, column, row_span]), [[0, 0, 2], [0, 1, undefined], [1, 1, undefined]])
})

test('a huge span is no huge work', () => {
  const [grid] = grids('<table><tr><th rowspan="65534" colspan="1000">a</th></tr><tr><td>1</td></tr></table>')
  assert.equal(grid?.cells[0]?.row_span, 2)
  assert.equal(grid?.cells[1]?.column, 500)
})

test('what is chosen or typed is no label', () => {
  const [grid] = grids('<table><tr><th> 一、 本年<br>新收 </th><td><select><option>甲</option></select> 件<script>x</script><span hidden>!</span></td></tr></table>')
  assert.deepEqual(grid?.cells.map((cell) => cell.text), ['一、 本年 新收', '件'])
})

test('hidden fields make no field of a cell', () => {
  const [grid] = grids('<table><tr><td>7<input type="hidden" value="7"></td></tr></table>')
  assert.deepEqual(grid?.cells, [{ row: 0, column: 0, text: '7' }])
})

test('a table knows its caption and the text before it, up to the table before', () => {
  const [first, second] = grids('<h2>三、申请</h2><table><caption>甲</caption><tr><td>1</td></tr></table><p>四、复议</p><table><tr><td>2</td></tr></table>')
  assert.deepEqual([first?.before, first?.caption, second?.before, second?.caption], ['三、申请', '甲', '四、复议', undefined])
})

test('a table that lays the page out is no table of figures', () => {
  const found = grids('<table><tr><td>菜单</td><td><table><tr><th>a</th><td><input></td></tr></table></td></tr></table>')
  assert.deepEqual(found.map((grid) => grid.cells[0]?.text), ['a'])
})
