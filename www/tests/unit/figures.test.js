/** Labels and figures in cells of one kind, and tables in two halves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSameFigure, mayBeFigure } from '../../figures.js'
import { joinSplit } from '../../joining.js'

test('figures and blanks are told from labels, also from those that begin with a number', () => {
  for (const text of ['', ' ', '-', '—', '/', '0', '1,204.264', '１２', '(3)', '-3', '3 件', '12.5%', '1204.264 万元']) assert.ok(mayBeFigure(text), text)
  for (const text of ['1.属于国家秘密', '3.其他', '（七）总计', '自然人', '暂无', 'abc', '2024年']) assert.equal(mayBeFigure(text), false, text)
})

test('a page that groups digits, adds decimals or a unit has kept the figure', () => {
  for (const shown of ['1234', '1,234', '1，234', '1 234', '１２３４', '1234.00', '1,234 件', '¥1,234.00', '01234', '+1234', '1234元']) assert.ok(isSameFigure('1234', shown), shown)
  for (const shown of ['', '123', '1234.5', '-1234', '(1234)', '1234万元', '0.1234', '1234 1', 'a1234', '1234（含上年结转）']) assert.equal(isSameFigure('1234', shown), false, shown)
  assert.ok(isSameFigure('-5', '(5)'))
  assert.ok(isSameFigure('0.50', '0.5'))
  for (const text of ['', '无', '见附件 1']) assert.ok(isSameFigure(text, text))
  assert.equal(isSameFigure('见附件 1', '见附件 01'), false)
})

/** @param {string[][]} rows `_` is a field @param {object} [more] @returns {any} */
const live = (rows, more = {}) => ({
  grid: { ...more, cells: rows.flatMap((line, row) => line.map((text, column) => (text === '_' ? { row, column, text: '', field: true } : { row, column, text }))) },
  cells: new Map(rows.flatMap((line, row) => line.flatMap((text, column) => (text === '_' ? [[`${row},${column}`, { places: [`${row},${column}`] }]] : [])))),
})

test('a head and the body that follows it are one table, with a column over the scroll bar or without', () => {
  for (const head of [[['', '甲', '乙']], [['', '甲', '乙', '']]]) {
    const joined = joinSplit([live(head), live([['行', '_', '_']])])
    assert.equal(joined.length, 1)
    assert.deepEqual(joined[0]?.grid.cells.filter(({ row }) => row === 1).map(({ text }) => text), ['行', '', ''])
    assert.deepEqual([...(joined[0]?.cells.keys() ?? [])], ['1,1', '1,2'])
  }
})

test('tables that only stand below each other stay two', () => {
  assert.equal(joinSplit([live([['', '甲', '乙']]), live([['行', '_', '_']], { before: '四、另一张表' })]).length, 2)
  assert.equal(joinSplit([live([['行', '_', '_']]), live([['行', '_', '_']])]).length, 2)
})
