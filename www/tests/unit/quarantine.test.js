/** Texts that stop the engine: how few are kept away, at what cost, and what is said of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quarantine } from '../../engine/quarantine.js'

/** @import { Result } from '../../contract.js' */

/** @type {Result} */
const CONSISTENT = { pack: 'p', version: '1', engine: 'e', status: 'consistent', evaluated: 1, undecided: 0, not_asked: 0, findings: [], groups: [], unplaced: [] }

/** @param {number} count @returns {[string, string][]} */
const texts = (count) => Array.from({ length: count }, (_, index) => [`a${index}`, `t${index}`])

/** @param {string[]} poisons every one of which is needed, or each by itself @param {boolean} [together] */
function asked(poisons, together = false) {
  let questions = 0
  /** @param {[string, string][]} tried */
  const survives = (tried) => {
    questions += 1
    const present = poisons.filter((poison) => tried.some(([address]) => address === poison)).length
    return together ? present < poisons.length : present === 0
  }
  return { survives, questions: () => questions }
}

test('one text among many is found, by halves, and it alone is kept away', () => {
  const quarantine = new Quarantine('zh-CN')
  const { survives, questions } = asked(['a17'])
  assert.equal(quarantine.find(texts(32), survives), true)
  assert.deepEqual(quarantine.addresses, ['a17'])
  assert.equal(questions(), 11)
  assert.deepEqual([quarantine.keeps('a17', 't17'), quarantine.keeps('a17', 'other'), quarantine.has('a17'), quarantine.has('a16')], [true, false, true, false])
  quarantine.release('a17')
  assert.deepEqual(quarantine.addresses, [])
})

test('several texts are found each, and two that only together do it are kept both', () => {
  const several = new Quarantine('zh-CN')
  several.find(texts(16), asked(['a2', 'a3', 'a12']).survives)
  assert.deepEqual(several.addresses, ['a2', 'a3', 'a12'])
  const both = new Quarantine('zh-CN')
  both.find(texts(2), asked(['a0', 'a1'], true).survives)
  assert.deepEqual(both.addresses, ['a0', 'a1'])
})

test('nothing is kept away where there is nothing, or where the texts together do no harm; all where it can’t be asked', () => {
  const quarantine = new Quarantine('zh-CN')
  assert.equal(quarantine.find([], undefined), false)
  assert.equal(quarantine.find([], () => false), false)
  assert.equal(quarantine.find(texts(4), () => true), false)
  assert.deepEqual(quarantine.addresses, [])
  assert.equal(quarantine.find(texts(3), undefined), true)
  assert.deepEqual(quarantine.addresses, ['a0', 'a1', 'a2'])
})

test('the questions have an end: then all of what is left in doubt is kept away', () => {
  const quarantine = new Quarantine('zh-CN')
  const every = texts(256)
  const { survives, questions } = asked(every.map(([address]) => address))
  assert.equal(quarantine.find(every, survives), true)
  assert.equal(questions(), 65)
  assert.equal(quarantine.addresses.length, 256)
})

test('a result says what was kept away, in the language that was asked for, and is never consistent', () => {
  const label = (/** @type {string} */ address) => `<${address}>`
  const plain = new Quarantine('zh-CN')
  assert.equal(plain.limit(CONSISTENT, label), CONSISTENT)
  for (const [lang, cells, repairs] of /** @type {const} */ ([
    ['zh-CN', '「<a0>」、「<a1>」中的内容使校验程序中断，现暂按空白处理。请核对，修改后会重新校验。', '查找改正建议时校验程序中断；校验结果不受影响，只是没有改正建议。'],
    ['fr', '「<a0>」、「<a1>」中的内容使校验程序中断，现暂按空白处理。请核对，修改后会重新校验。', '查找改正建议时校验程序中断；校验结果不受影响，只是没有改正建议。'],
    ['en', 'What stands in “<a0>”, “<a1>” stopped the checker and counts as blank until it changes.', 'The checker stopped while it searched for repairs; the findings stand, without repairs.'],
  ])) {
    const quarantine = new Quarantine(lang)
    quarantine.find(texts(2), undefined)
    assert.deepEqual(quarantine.limit(CONSISTENT, label), { ...CONSISTENT, status: 'incomplete', limited: cells })
    assert.equal(quarantine.limit({ ...CONSISTENT, status: 'inconsistent' }, label).status, 'inconsistent')
    assert.equal(quarantine.limit({ ...CONSISTENT, limited: 'more' }, label).limited, `more ${cells}`)
    quarantine.withoutRepairs = true
    assert.equal(quarantine.limit(CONSISTENT, label).limited, `${cells} ${repairs}`)
    const pending = { ...CONSISTENT, groups: [{ findings: ['r'], repairs: [], alternatives: [], pending: /** @type {const} */ (true) }] }
    const searching = new Quarantine(lang)
    searching.withoutRepairs = true
    assert.deepEqual(searching.limit(pending, label), { ...CONSISTENT, groups: [{ findings: ['r'], repairs: [], alternatives: [] }], limited: repairs })
  }
})
