/** Which cells are marked, and as what. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marksOf } from '../../view/marking.js'

/** @import { Finding, Group, Repair, Result } from '../../contract.js' */

/** @param {Finding[]} findings @param {Group[]} [groups] @returns {Result} */
const result = (findings, groups = []) => ({ pack: 'p', version: '1', engine: 'e', status: 'inconsistent', evaluated: 1, undecided: 0, not_asked: 0, findings, groups, unplaced: [] })
/** @param {string} rule @param {string[]} cells @param {Partial<Finding>} [more] @returns {Finding} */
const finding = (rule, cells, more) => ({ rule, level: 'error', cells, message: `${rule} fails`, ...more })
/** @param {...string} cells @returns {Repair} */
const repair = (...cells) => ({ changes: cells.map((cell) => ({ cell, from: '1', to: '2' })), resolves: ['r'], because: 'digit', message: `mend ${cells}` })
/** @param {Map<string, { kind: string }>} marks */
const kinds = (marks) => Object.fromEntries([...marks].map(([cell, { kind }]) => [cell, kind]))

test('the likeliest repair is suspected, its ties are possible, the rest of the rule is left alone', () => {
  const marks = marksOf(result([finding('r', ['a', 'b', 'c'])], [{ findings: ['r'], repairs: [repair('a'), repair('b')], alternatives: [] }]))
  assert.deepEqual(kinds(marks), { a: 'suspect', b: 'possible' })
  assert.deepEqual(marks.get('a')?.texts, ['mend a', 'r fails'])
})

test('where nothing but arithmetic speaks, none of the ties is suspected', () => {
  const repairs = [repair('a'), repair('b')].map((one) => ({ ...one, because: 'arithmetic' }))
  assert.deepEqual(kinds(marksOf(result([finding('r', ['a', 'b', 'c'])], [{ findings: ['r'], repairs, alternatives: [] }]))), { a: 'possible', b: 'possible' })
})

test('while repairs are searched for, marks stay where the rule is still broken and go where it is not', () => {
  const before = marksOf(result([finding('r', ['a', 'b']), finding('s', ['z'])],
    [{ findings: ['r'], repairs: [repair('a')], alternatives: [] }, { findings: ['s'], repairs: [repair('z')], alternatives: [] }]))
  const marks = marksOf(result([finding('r', ['a', 'b'])], [{ findings: ['r'], repairs: [], alternatives: [], pending: true }]), before)
  assert.deepEqual(kinds(marks), { a: 'suspect' })
})

test('without a repair the cells in which the rules meet are possible', () => {
  const marks = marksOf(result([finding('r', ['a', 'b']), finding('s', ['b', 'c'])], [{ findings: ['r', 's'], repairs: [], alternatives: [] }]))
  assert.deepEqual(kinds(marks), { b: 'possible' })
})

test('a text that can’t stand is refused; a blank is no fault; a notice and a justified warning mark nothing', () => {
  const marks = marksOf(result([
    finding('cell.unreadable[a]', ['a']),
    finding('cell.required[b]', ['b']),
    finding('cell.unit[c]', ['c'], { level: 'notice' }),
    finding('w', ['d'], { level: 'warning' }),
    finding('v', ['e'], { level: 'warning', justified: 'so it is' }),
  ]))
  assert.deepEqual(kinds(marks), { a: 'refused', d: 'warning' })
})

test('the firmest mark of a cell is shown, with the words of all', () => {
  const marks = marksOf(result([finding('cell.negative[a]', ['a']), finding('r', ['a'])], [{ findings: ['r'], repairs: [repair('a')], alternatives: [] }]))
  assert.deepEqual(marks.get('a'), { kind: 'refused', texts: ['mend a', 'r fails', 'cell.negative[a] fails'] })
})
