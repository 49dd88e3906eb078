/**
 * Layouts in which portals print the same table: each field is the cell that it stands for, or none; never another.
 *
 * The engine and the pack are the real ones. A field's name says what it stands for, which nothing of gouji is told.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './page.js'
import { COLUMNS, layout, ROWS } from '../../examples/seed.js'

const { native } = await import('../../adapters/native.js')
const { mapFields } = await import('../../fields.js')
const { load } = await import('../../engine.js')
const { atOnce } = await import('../../steps.js')
const { waysOf } = await import('../../ways.js')

const pack = await load('cn-gov-disclosure-2021')
const TITLE = '<h2>三、收到和处理政府信息公开申请情况</h2>'

/** @typedef {{ id: string, label: string, group: string, outer: string }} Row */

/** The rows with the groups that they stand in. @type {Row[]} */
const rows = []
for (const [id, label, group, height, outer] of ROWS) {
  const before = rows[rows.length - 1]
  const inOuter = outer || (id === 'carried_out' ? '' : before?.outer ?? '')
  rows.push({ id, label, group: group || (height === -1 ? before?.group ?? '' : ''), outer: inOuter })
}

/** @param {string} row @param {string} column */
const field = (row, column, more = '') => `<input name="requests.${row}.${column}" ${more}>`
const heads = COLUMNS.map(([, text]) => `<th>${text}</th>`).join('')
/** @param {Row} row @param {string} label */
const line = ({ id }, label, after = '') => `<tr>${label}${COLUMNS.map(([column]) => `<td>${field(id, column)}</td>`).join('')}${after}</tr>`
/** @param {(row: Row) => string} label */
const table = (label = (row) => row.label, before = '<th>项目</th>', after = ['', '']) => `${TITLE}<table><tr>${before}${heads}${after[0]}</tr>${
  rows.map((row) => line(row, `<th>${label(row)}</th>`, after[1])).join('')}</table>`
/** @param {(text: string) => string} label @param {(cell: string) => string} figure */
const official = (label, figure) => `${TITLE}<table>${layout().map((cells) => `<tr>${cells.map(({ text = '', cell, rows: down = 1, columns: across = 1 }) => (cell
  ? `<td>${figure(cell)}</td>` : `<td rowspan="${down}" colspan="${across}">${label(text)}</td>`)).join('')}</tr>`).join('')}</table>`
/** @param {string} cell */
const fieldOf = (cell) => field(...(/** @type {[string, string]} */ (cell.split('.'))))
/** @param {string} html without what tells its fields apart from others */
const nameless = (html) => html.replace(/ name="[^"]*"/gu, '')
const BLANK = '<td><input></td>'

/** @type {{ [name: string]: string }} */
const LAYOUTS = {
  'as the form is printed': official((text) => text, fieldOf),
  'with signs around the labels': official((text) => `<span>*</span>${text}<i>？</i>`, (cell) => `${fieldOf(cell)} 件`),
  'with another field in each cell': official((text) => text, (cell) => `<input type="hidden" value="3"><input type="checkbox">${fieldOf(cell)}<select><option>件</option></select>`),
  'a row’s own label alone': table(),
  'a number before each row, a note behind it': table(undefined, '<th>项目</th>', ['<th>备注</th>', BLANK]),
  'labels behind all their groups': table(({ outer, group, label }) => [outer, group, label].filter(Boolean).join(' / ')),
  'labels behind their nearest group': table(({ outer, group, label }) => (group || outer) + label),
  'labels behind all their groups, without numbers': table(({ outer, group, label }) => [outer, group, label].map((text) => text.replace(/^(?:[一二三四]、|（[一-七]）|\d\.)/u, '')).join('')),
  'on its side': `${TITLE}<table><tr><th>申请人</th>${rows.map(({ outer, group, label }) => `<th>${outer}${group}${label}</th>`).join('')}</tr>${
    COLUMNS.map(([column, text]) => `<tr><th>${text}</th>${rows.map(({ id }) => `<td>${field(id, column)}</td>`).join('')}</tr>`).join('')}</table>`,
  'labels in a table beside': `${TITLE}<table><tr><th>项目</th></tr>${rows.map(({ label }) => `<tr><td>${label}</td></tr>`).join('')}</table><table><tr>${heads}</tr>${rows.map((row) => line(row, '')).join('')}</table>`,
  'one field a line': `${TITLE}<table>${rows.map(({ id, label }) => COLUMNS.map(([column, text]) => `<tr><td>${label}</td><td>${text}</td><td>${field(id, column)}</td></tr>`).join('')).join('')}</table>`,
  'labels that name a row and a column': TITLE + rows.map(({ id, label }) => COLUMNS.map(([column, text]) => `<div><label>${label}${text}</label>${field(id, column, 'placeholder="请输入"')}</div>`).join('')).join(''),
  'last year’s figures beside this year’s': `${TITLE}<table><tr><th rowspan="2">项目</th>${COLUMNS.map(([, text]) => `<th colspan="2">${text}</th>`).join('')}</tr><tr>${COLUMNS.map(() => '<th>上年</th><th>本年</th>').join('')}</tr>${
    rows.map(({ id, label }) => `<tr><th>${label}</th>${COLUMNS.map(([column]) => `${BLANK}<td>${field(id, column)}</td>`).join('')}</tr>`).join('')}</table>`,
  'subtotals that the report doesn’t have': `${TITLE}<table><tr><th>项目</th>${heads}</tr>${rows.map((row, index) => (row.group && rows[index - 1]?.group !== row.group
    ? `<tr><th>${row.group}</th>${BLANK.repeat(COLUMNS.length)}</tr>` : '') + line(row, `<th>${row.label}</th>`)).join('')}</table>`,
  'a copy for printing, hidden, before it': `<div style="display: none">${nameless(table())}</div>${table()}`,
  'a copy for small screens, hidden, behind it': `${table()}<section style="display: none">${nameless(table())}</section>`,
}

for (const [name, html] of Object.entries(LAYOUTS)) {
  test(name, () => {
    document.body.innerHTML = `<form>${html}</form>`
    const form = /** @type {Element} */ (document.querySelector('form'))
    const { cells, shown } = native(form)
    const { places } = atOnce(mapFields({ cells, shown, ways: waysOf(form), shape: pack.describe(), align: (grids) => pack.align(grids) }))
    const found = [...places].map(([address, { element }]) => [address, element.getAttribute('name')])
    assert.deepEqual(found.filter(([address, own]) => address !== own), [])
    assert.equal(found.length, ROWS.length * COLUMNS.length)
  })
}

test('two reports in one form: nothing is guessed, and the console hears why', () => {
  document.body.innerHTML = `<form>${table()}<h2>汇总</h2>${table()}</form>`
  const form = /** @type {Element} */ (document.querySelector('form'))
  const { cells, shown } = native(form)
  const { places, complaints } = atOnce(mapFields({ cells, shown, ways: waysOf(form), shape: pack.describe(), align: (grids) => pack.align(grids) }))
  assert.equal(places.size, 0)
  assert.match(complaints.join('\n'), /labels don't tell which field is which cell/u)
})
