/** Sums that the page computes: what the locator is told of them, and what is left of a repair. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weightsOf, withoutComputed } from '../../computed.js'
import { remaining } from '../../view/remaining.js'
import { Words } from '../../view/words.js'
import { sentencesIn } from './sentences.js'

/** @param {boolean} writable @returns {any} */
const place = (writable) => ({ writable })
const SHAPE = /** @type {any} */ ({ cells: [{ address: 't.a.x', total: false }, { address: 't.b.x', total: false }, { address: 't.sum.x', total: true }] })

/** @param {string[]} cells @returns {any} */
const repair = (...cells) => ({ changes: cells.map((cell) => ({ cell, from: '1', to: '2' })), resolves: ['r'], because: 'arithmetic', message: 'all of it' })
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
  const say = () => 'what is left'
  const { groups } = withoutComputed(result(repair('t.a.x', 't.sum.x'), repair('t.a.x'), repair('t.sum.x'), repair('t.b.x')), weights, say)
  assert.deepEqual(groups[0]?.repairs.map(({ changes }) => changes.map(({ cell }) => cell)), [['t.a.x'], ['t.b.x']])
  assert.deepEqual(groups[0]?.repairs.map(({ message }) => message), ['what is left', 'all of it'])
  const untouched = result(repair('t.sum.x'))
  assert.equal(withoutComputed(untouched, {}, say), untouched)
})

test('of a repair that the page makes in part, the words speak of what is left to do', () => {
  for (const [lang, said] of [['zh-CN', '把甲由 3 改为 0，由页面计算的合计随之更新，这条勾稽关系即可成立。'], ['en', 'Change 甲 from 3 to 0; the page’s own sums follow, and this tie-out holds.']]) {
    const words = new Words(lang)
    words.learn(sentencesIn(String(lang)))
    const left = { ...repair('t.a.x'), changes: [{ cell: 't.a.x', from: '3', to: '0' }] }
    assert.equal(remaining(left, { words, label: () => '甲' }), said)
  }
  const words = new Words('zh-CN')
  words.learn(sentencesIn('zh-CN'))
  const open = { ...repair(), changes: [{ cell: 'a', from: '' }, { cell: 'b', from: '1', to: '2' }], resolves: [] }
  assert.equal(remaining(open, { words, label: (address) => address }), '改动a（现为 空白），把b由 1 改为 2，由页面计算的合计随之更新，即符合填写要求。')
})
