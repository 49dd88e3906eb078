/** Names that objects of JavaScript have by themselves: as cells, rows, rules and tables they are names like any other. */
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { until } from './page.js'
import { FAULTS, faultyEngine } from './faulty-engine.js'

const { attach } = await import('../../gouji.js')
const { load } = await import('../../engine.js')
const { drawForm } = await import('../../workbench/form.js')
const { editsOf } = await import('../../workbench/shelf.js')

/** @import { Result } from '../../contract.js' */
/** @import { Session } from '../../engine/session.js' */
/** @import { Watch } from '../../watch.js' */

/** What the pack speaks of, once by innocent names. */
const PLAIN = ['one', 'two', 'sum', 't', 'few']
const HOSTILE = [
  ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'],
  ['constructor', 'prototype', '__proto__', '__defineGetter__', 'isPrototypeOf'],
  ['toJSON', 'valueOf', 'then', 'constructor', '__proto__'],
  ['length', 'name', 'arguments', '__lookupSetter__', 'constructor'],
]

/** @param {string[]} names */
const packOf = ([one, two, sum, t, few]) => ({ text: `report toy "玩具表"
figures
  ${one} "甲数" count
  ${two} "乙数" count
  ${sum} "总数" count
table ${t} "一、数量"
  cells count
  columns
    x "本年"
    ${one} "上年"
  rows
    ${one} "甲"
    ${two} "乙"
    ${sum} "合计" = sum of all before it
warning ${few} "甲数不少于乙数"
  ${one} >= ${two}
rule ${sum} "总数"
  ${one} + ${two} = ${sum}
` })

/** The figures by address, in the order of the pack's cells. @param {string[]} names @returns {[string, string][]} */
const figuresOf = ([one, two, sum, t]) => [
  [`${t}.${one}.x`, '1'], [`${t}.${one}.${one}`, '1'], [`${t}.${two}.x`, '2'], [`${t}.${two}.${one}`, '2'],
  [`${t}.${sum}.x`, '4'], [`${t}.${sum}.${one}`, '3'], [`${one}`, '1'], [`${two}`, '2'], [`${sum}`, '5'],
]

/** Status and counts, which names have no part in. @param {Result} result */
const bare = ({ status, evaluated, undecided, findings, groups, unplaced }) => ({
  status, evaluated, undecided, unplaced, messages: findings.map(({ message }) => message),
  groups: groups.map((group) => [group.repairs, group.alternatives].map((repairs) => repairs.map(({ message }) => message))),
})

/** An instance that stops takes the repairs with it. @param {Session} session */
function located(session) {
  let result = session.result()
  for (let search = 0; search < 3 && result.groups.some(({ pending }) => pending); search += 1) {
    while (!session.locate(1 << 16));
    result = session.result()
  }
  return result
}

/** @type {Watch[]} */
let watches = []
afterEach(() => { for (const watch of watches.splice(0)) watch.detach() })

const innocent = await load(packOf(PLAIN))
const expected = innocent.check({ cells: Object.fromEntries(figuresOf(PLAIN)) })

test('the innocent report is wrong in two places, so that there is something to compare', () => {
  assert.equal(expected.status, 'inconsistent')
  assert.deepEqual(expected.findings.map(({ rule }) => rule).sort(), ['few', 'sum', 't.sum.x:rows'])
})

for (const names of HOSTILE) {
  const [one = '', two = '', sum = '', , few = ''] = names
  const figures = figuresOf(names)

  test(`${names.join(', ')}: checked at once, edit by edit, and after the engine has stopped, as under other names`, async () => {
    let results = 0
    // Every third result stops the engine: what the session holds must come back from its record.
    const { engine } = faultyEngine((_, name) => (name === 'result' && (results += 1) % 3 === 1 ? FAULTS['a trap'] : undefined))
    for (const pack of [await load(packOf(names)), await load(packOf(names), { engine })]) {
      assert.deepEqual(bare(pack.check({ cells: Object.fromEntries(figures) })), bare(expected))
      const session = pack.session()
      for (const [address, text] of figures) {
        session.set(address, '7')
        session.set(address, text)
      }
      session.setAll(figures)
      assert.deepEqual(bare(located(session)), bare(expected))
      session.justify(few, '核实无误')
      assert.deepEqual(session.result().findings.filter(({ justified }) => justified).map(({ rule }) => rule), [few])
      assert.deepEqual(JSON.parse(JSON.stringify(session.reasons)), JSON.parse(`{"${few}":{"reason":"核实无误","values":{"${one}":"1","${two}":"2"}}}`))
      session.justify(few, '')
      assert.deepEqual(Object.keys(session.reasons), [])
      session.close()
    }
  })

  test(`${names.join(', ')}: in a form, drawn and filled, checked, mended and taken back`, async () => {
    const pack = await load(packOf(names))
    const blank = drawForm(pack.describe(), { cells: {} }, (key) => key)
    assert.deepEqual([...blank.querySelectorAll('input')].map(({ value, title }) => value + title), figures.map(() => ''))
    const cells = Object.fromEntries(figures)
    const form = drawForm(pack.describe(), { cells }, (key) => key)
    document.body.replaceChildren(form)
    const values = () => Object.fromEntries([...form.querySelectorAll('input')].map((field) => [field.getAttribute('data-gouji'), field.value]))
    assert.deepEqual(values(), cells)
    const watch = await attach(form, { pack: packOf(names), send: 'kept' })
    watches.push(watch)
    await until(() => watch.result.groups.every(({ pending }) => !pending))
    assert.deepEqual(bare(watch.result), bare(expected))
    watch.justify(few, '核实无误')
    assert.deepEqual(watch.result.findings.filter(({ justified }) => justified).map(({ rule }) => rule), [few])
    assert.equal(watch.write([{ cell: sum, from: '5', to: '3' }]), true)
    assert.equal(watch.result.findings.some(({ rule }) => rule === sum), false)
    assert.equal(watch.undo(), true)
    assert.equal(watch.result.findings.some(({ rule }) => rule === sum), true)
    // Reasons come back with the posted field.
    const posted = /** @type {HTMLInputElement} */ (form.querySelector('[name=kept]')).value
    watch.detach()
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'kept', value: posted })
    form.append(field)
    const again = await attach(form, { pack: packOf(names), send: 'kept' })
    watches.push(again)
    assert.deepEqual(again.result.findings.filter(({ justified }) => justified).map(({ rule }) => rule), [few])
  })

  test(`${names.join(', ')}: as rows of saved records, edits and last year's figures`, async () => {
    const cells = Object.fromEntries(figures)
    const entry = { id: 1, name: 'a', source: '', part: 0, parts: [], complete: false, record: { cells }, original: {} }
    assert.deepEqual(editsOf(entry).map(({ address, after }) => [address, after]), figures)
    assert.deepEqual(editsOf({ ...entry, record: { cells: {} }, original: cells }).map(({ address, after }) => [address, after]), figures.map(([address]) => [address, '']))
    const pack = await load(packOf(names))
    const previous = JSON.parse(`{"cells":{"__proto__":"9","constructor":"8"},"__proto__":{"cells":{}}}`)
    assert.equal(pack.check({ cells, previous }).status, expected.status)
    assert.equal(pack.check({ cells, absent: ['__proto__', 'constructor'].filter((name) => !names.includes(name)) }).status, expected.status)
  })
}

test('what a page posts back in the place of reasons never stops a check', async () => {
  const pack = packOf(PLAIN)
  const hostile = ['null', '[]', '1', '"x"', '{', '{"justified":[]}', '{"justified":{"few":null}}', '{"justified":{"few":"x"}}', '{"justified":{"few":{"reason":1,"values":{}}}}',
    '{"justified":{"few":{"reason":"x"}}}', '{"justified":{"few":{"reason":"x","values":{"one":1}}}}', '{"justified":{"__proto__":{"reason":"x","values":{}}}}', '{"justified":{"none":{"reason":"x","values":{}}}}']
  for (const value of hostile) {
    const form = drawForm(innocent.describe(), { cells: Object.fromEntries(figuresOf(PLAIN)) }, (key) => key)
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'kept', value }))
    document.body.replaceChildren(form)
    const watch = await attach(form, { pack, send: 'kept' })
    watches.push(watch)
    assert.equal(watch.result.status, 'inconsistent', value)
    assert.equal(watch.result.findings.some(({ justified }) => justified), false, value)
    watch.detach()
  }
})
