/** Name templates: from the names of a form's fields to addresses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expand } from '../../template.js'

const line = (/** @type {string} */ id) => ({ id, label: id })
/** @param {string} table @param {string[]} rows @param {string[]} columns */
const cellsOf = (table, rows, columns) => rows.flatMap((row) => columns.map((column) => ({ address: `${table}.${row}.${column}`, label: '', kind: /** @type {const} */ ('count'), total: false, rules: 0 })))
const SHAPE = {
  id: 'p', title: '', version: '1',
  tables: [{ id: 'small', label: '', rows: [line('a')], columns: [line('m'), line('n')] }, { id: 'large', label: '', rows: [line('b'), line('c')], columns: [line('m'), line('n')] }],
  cells: [...cellsOf('small', ['a'], ['m', 'n']), ...cellsOf('large', ['b', 'c'], ['m', 'n'])],
}

/** @param {string} template @param {string[]} names @param {string} [table] */
const addresses = (template, names, table) => {
  const map = expand(template, SHAPE, names, table)
  return names.map((name) => map.get(name))
}

test('ids stand for themselves', () => {
  assert.deepEqual(addresses('t3_{row}_{column}', ['t3_b_n', 't3_c_m', 'other']), ['large.b.n', 'large.c.m', undefined])
})

test('numbers count from one, in the pack’s order', () => {
  assert.deepEqual(addresses('x{row#}-{column#}', ['x1-1', 'x2-2']), ['large.b.m', 'large.c.n'])
})

test('a template may name the table, by id or by number', () => {
  assert.deepEqual(addresses('{table}.{row}.{column}', ['small.a.m']), ['small.a.m'])
  assert.deepEqual(addresses('t{table#}_{row#}_{column#}', ['t1_1_2', 't2_1_2']), ['small.a.n', 'large.b.n'])
})

test('a template for one table takes no cell of another', () => {
  assert.deepEqual(addresses('x_{row#}_{column#}', ['x_1_1', 'x_2_1'], 'small'), ['small.a.m', undefined])
})

test('a template that fits several tables is a mistake that says what to write', () => {
  assert.throws(() => addresses('x_{row#}_{column#}', ['x_1_1']), /small, large.*fields: \{ small: /u)
})

test('numbers may be padded', () => {
  assert.equal(expand('x_{row#}_{column#}', SHAPE, ['x_01_01', 'x_02_01']).get('x_2_1'), 'large.c.m')
})

test('signs of a template are no patterns', () => {
  assert.deepEqual(addresses('f[{row}][{column}]', ['f[b][m]', 'fbm']), ['large.b.m', undefined])
})

test('lists of a server count from nought, and name their columns in words of their own', () => {
  assert.deepEqual(addresses('list[{row#0}].{column=zrr,qt}', ['list[0].zrr', 'list[1].qt', 'list[1].bz']), ['large.b.m', 'large.c.n', undefined])
  assert.deepEqual(addresses('{column=zrr, qt}_{row=x,y}', ['qt_y']), ['large.c.n'])
})

test('a line without a word has no field', () => {
  assert.deepEqual(addresses('{row}_{column=zrr}', ['b_zrr', 'b_', 'b_n']), ['large.b.m', undefined, undefined])
})
