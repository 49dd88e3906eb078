/** Sums that the page computes: what the locator is told of them, and what is left of a repair. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weightsOf, withoutComputed } from '../../computed.js'

/** @param {boolean} writable @returns {any} */
const place = (writable) => ({ writable })
const SHAPE = /** @type {any} */ ({ cells: [{ address: 't.a.x', total: false }, { address: 't.b.x', total: false }, { address: 't.sum.x', total: true }] })

/** @param {string[]} cells @returns {any} */
const repair = (...cells) => ({ changes: cells.map((cell) => ({ cell, from: '1', to: '2' })), resolves: [], because: 'arithmetic', message: '' })
/** @param {any[]} repairs @returns {any} */
const result = (...repairs) => ({ groups: [{ findings: [], repairs, alternatives: [] }] })

test('a computed sum follows, another figure that can’t be typed stands', () => {
  const places = new Map([['t.a.x', place(true)], ['t.b.x', place(false)], ['t.sum.x', place(false)]])
  assert.deepEqual(weightsOf(places, SHAPE), { 't.b.x': 'never', 't.sum.x': 0.001 })
})

test('where nothing can be typed the page only shows a report: any figure may be wrong', () => {
  assert.deepEqual(weightsOf(new Map([['t.a.x', place(false)], ['t.sum.x', place(false)]]), SHAPE), {})
})

test('what follows by itself is left out, and ties that become alike are one', () => {
  const weights = { 't.sum.x': 0.001 }
  const { groups } = withoutComputed(result(repair('t.a.x', 't.sum.x'), repair('t.a.x'), repair('t.sum.x'), repair('t.b.x')), weights)
  assert.deepEqual(groups[0]?.repairs.map(({ changes }) => changes.map(({ cell }) => cell)), [['t.a.x'], ['t.b.x']])
  const untouched = result(repair('t.sum.x'))
  assert.equal(withoutComputed(untouched, {}), untouched)
})
