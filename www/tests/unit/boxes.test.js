/** Boxes as seen on a screen, seated in rows and columns. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seats } from '../../boxes.js'

/** @param {number} left @param {number} top @param {number} width @param {number} height */
const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height })
/** @param {import('../../boxes.js').Box[]} boxes */
const seated = (boxes) => seats(boxes).map(({ row, column, rows, columns }) => [row, column, rows, columns])

test('what stands beside each other is a row, what stands under each other a column', () => {
  assert.deepEqual(seated([box(0, 0, 80, 20), box(100, 0, 50, 20), box(0, 30, 80, 20), box(100, 30, 50, 20)]), [[0, 0, 1, 1], [0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 1, 1]])
})

test('a wide box lies over the columns that it covers, a high one beside its rows', () => {
  const heading = box(100, 0, 110, 20)
  const group = box(0, 30, 80, 50)
  assert.deepEqual(seated([heading, group, box(100, 30, 50, 20), box(160, 30, 50, 20), box(100, 60, 50, 20)]).slice(0, 2), [[0, 1, 1, 2], [1, 0, 2, 1]])
})

test('labels in several lines, and lower or higher than their field, stand in its row', () => {
  assert.deepEqual(seated([box(0, 0, 80, 60), box(100, 14, 50, 32), box(0, 62, 80, 18), box(100, 64, 50, 32)]).map(([row]) => row), [0, 0, 1, 1])
})

test('labels of different lengths that end at one line make one column', () => {
  assert.deepEqual(seated([box(60, 0, 40, 20), box(10, 30, 90, 20), box(120, 0, 50, 20), box(120, 30, 50, 20)]).map(([, column]) => column), [0, 0, 1, 1])
})

test('nothing is seated nowhere', () => assert.deepEqual(seats([]), []))
