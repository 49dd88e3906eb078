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

/** @param {{ cells: { row: number, column: number, text: string, field?: true }[] } | undefined} grid a line for each row */
const drawn = (grid) => {
  /** @type {string[][]} */
  const lines = []
  for (const { row, column, text, field } of grid?.cells ?? []) (lines[row] ??= [])[column] = field ? '□' : text
  return lines.map((line) => line.join('|'))
}

test('elements that say by their roles that they are a table are one', () => {
  const [grid] = grids(`<div role="grid" aria-label="三">
    <div role="row"><span role="columnheader">项目</span><span role="columnheader">本年</span></div>
    <div role="row"><span role="rowheader">甲</span><span role="gridcell"><input></span></div></div>`)
  assert.deepEqual([grid?.caption, ...drawn(grid)], ['三', '项目|本年', '甲|□'])
})

test('parts of a row that are drawn apart belong together by their numbers', () => {
  const [grid] = grids(`<div role="grid">
    <div><div role="row" aria-rowindex="2"><b role="gridcell" aria-colindex="2">3</b></div><div role="row" aria-rowindex="1"><b role="columnheader" aria-colindex="2">本年</b></div></div>
    <div><div role="row" aria-rowindex="2"><b role="gridcell" aria-colindex="1">甲</b></div></div></div>`)
  assert.deepEqual(drawn(grid), ['|本年', '甲|3'])
})

test('a heading may hold the headings of its own columns', () => {
  const [grid] = grids(`<div role="grid"><div role="row"><i role="columnheader">项目</i><i role="columnheader">法人<i role="columnheader">企业</i><i role="columnheader">其他</i></i><i role="columnheader">总计</i></div>
    <div role="row"><i role="gridcell">甲</i><i role="gridcell">1</i><i role="gridcell">2</i><i role="gridcell">3</i></div></div>`)
  assert.deepEqual(drawn(grid), ['项目|法人||总计', '|企业|其他', '甲|1|2|3'])
  assert.deepEqual(grid?.cells.slice(0, 3).map((cell) => [cell.row_span, cell.column_span]), [[2, undefined], [undefined, 2], [2, undefined]])
})

test('labels that stay in sight and the figures that scroll beside them are one table', () => {
  const part = (/** @type {string[]} */ cells) => `<table>${cells.map((cell) => `<tr><td>${cell}</td></tr>`).join('')}</table>`
  const labels = ['甲项', '乙项', '丙项', '丁项', '戊项']
  const found = grids(part(['项目']) + part(labels) + part(['本年']) + part(labels.map(() => '<input>')))
  assert.deepEqual(found.map(drawn), [['项目|本年', ...labels.map((label) => `${label}|□`)]])
})

test('tables of labels and figures under each other stay apart', () => {
  const found = grids('<table><tr><td>甲项</td></tr><tr><td>乙项</td></tr></table><p>二</p><table><tr><td>1</td></tr><tr><td>2</td></tr></table>')
  assert.equal(found.length, 2)
})

test('in the copy of a table that keeps a column in sight, what is hidden is no figure', () => {
  const [grid] = grids('<table><tr><td style="visibility: hidden">甲项</td><td style="visibility: hidden">3</td><td>4</td></tr></table>')
  assert.deepEqual(grid?.cells.map((cell) => cell.text), ['甲项', '', '4'])
})
