/** The order of a module's functions: those that are alike stand together, and none is lost. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { alikeTogether } from '../package/function-order.mjs'

const bytes = (/** @type {string} */ text) => Buffer.from(text)

test('functions that are alike stand side by side', () => {
  const bodies = ['sums of the first table, then its rows', 'a calendar', 'sums of the second table, then its rows', 'days of a calendar'].map(bytes)
  const order = alikeTogether(bodies)
  assert.deepEqual([...order].sort(), [0, 1, 2, 3])
  assert.equal(Math.abs(order.indexOf(0) - order.indexOf(2)), 1, String(order))
  assert.equal(Math.abs(order.indexOf(1) - order.indexOf(3)), 1, String(order))
})

test('none is lost where none is like another, or where all are', () => {
  assert.deepEqual(alikeTogether([]), [])
  assert.deepEqual([...alikeTogether(['a', '', 'bcdefghij', 'klmnopqrst'].map(bytes))].sort(), [0, 1, 2, 3])
  const many = Array.from({ length: 9000 }, (_, index) => bytes(`the same beginning ${index}`))
  assert.equal(new Set(alikeTogether(many)).size, many.length)
})

test('the same module is put in the same order', () => {
  const bodies = Array.from({ length: 300 }, (_, index) => bytes(`row ${index % 7} of table ${index % 11}, ${index * index}`))
  assert.deepEqual(alikeTogether(bodies), alikeTogether(bodies))
})
