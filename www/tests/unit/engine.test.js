/** Packs and sessions over the door: what is kept, what is sent, and what survives an instance that traps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EngineUnavailable, load } from '../../engine.js'
import { engineOf, fakeDoor, poisonedDoor } from './fake-door.js'
import { FAULTS, TOY, faultyEngine } from './faulty-engine.js'

/** @import { Door } from '../../contract.js' */

/** @param {...{ door: Door }} fakes */
const engine = (...fakes) => engineOf(fakes)
const BROKEN = { 't.one.x': '1', 't.two.x': '2', 't.sum.x': '4' }

test('a record is checked once', async () => {
  const pack = await load('toy', { engine: engine(fakeDoor()) })
  const result = pack.check({ cells: BROKEN })
  assert.equal(result.status, 'inconsistent')
  assert.deepEqual(result.groups[0]?.repairs[0]?.changes, [{ cell: 't.sum.x', from: '4', to: '3' }])
})

test('a session follows edits and says whether they mattered', async () => {
  const pack = await load('toy', { engine: engine(fakeDoor()) })
  const session = pack.session({ cells: BROKEN })
  assert.equal(session.result().groups[0]?.pending, true)
  assert.equal(session.locate(10), true)
  assert.equal(session.result().groups[0]?.repairs.length, 1)
  assert.equal(session.set('t.sum.x', '3'), true)
  assert.equal(session.set('t.sum.y', '9'), false)
  assert.equal(session.result().status, 'incomplete')
})

test('several figures go through the door in one call', async () => {
  const fake = fakeDoor()
  const session = (await load('toy', { engine: engine(fake) })).session()
  fake.calls.length = 0
  assert.equal(session.setAll(Object.entries(BROKEN)), true)
  assert.deepEqual(fake.calls, ['set_all'])
})

test('a text is read from where it was written, though the memory has grown since the last', async () => {
  const pack = await load(TOY)
  const session = pack.session({ cells: BROKEN })
  const other = pack.session()
  for (let length = 1 << 18; length < 1 << 24; length <<= 2) {
    assert.equal(session.set('t.sum.x', '3'), true)
    other.set('t.one.x', '9'.repeat(length))
    assert.equal(session.set('t.sum.x', '4'), true)
    other.set('t.one.x', '3')
    assert.deepEqual(session.result().findings, pack.check({ cells: BROKEN }).findings)
  }
})

test('a text that holds the separator arrives as it is', async () => {
  const fake = fakeDoor()
  const session = (await load('toy', { engine: engine(fake) })).session()
  fake.calls.length = 0
  session.setAll([['t.one.x', 'a\u001fb'], ['t.two.x', '2']])
  assert.deepEqual(fake.calls, ['set', 'set'])
})

test('an address that the pack does not have is named', async () => {
  const session = (await load('toy', { engine: engine(fakeDoor()) })).session()
  assert.throws(() => session.set('t.three.x', '1'), /t\.three\.x/u)
})

test('what is no record is refused by name, with what a record is', async () => {
  const pack = await load('toy', { engine: engine(fakeDoor()) })
  for (const given of [null, 5, 'x', [], { cells: 5 }, { cells: null }, { cells: ['3'] }]) {
    const record = /** @type {any} */ (given)
    assert.throws(() => pack.check(record), { name: 'GoujiError', message: /cells: \{/u }, JSON.stringify(given))
    assert.throws(() => pack.session(record), { name: 'GoujiError', message: /cells: \{/u }, JSON.stringify(given))
  }
})

test('an unknown pack is refused, and refusing is no trap', async () => {
  const [first, second] = [fakeDoor(), fakeDoor()]
  await assert.rejects(load('nothing', { engine: engine(first, second) }), { name: 'GoujiError' })
  assert.deepEqual(second.calls, [])
})

// Every call of a whole session traps in turn: nothing that was typed may be missing afterwards.
for (let trapAt = 1; trapAt <= 12; trapAt += 1) {
  test(`call ${trapAt} traps: the next instance goes on with every figure`, async () => {
    const [first, second] = [fakeDoor({ trapAt }), fakeDoor()]
    const pack = await load('toy', { engine: engine(first, second) })
    const session = pack.session({ cells: { 't.one.x': '1' } })
    session.set('t.two.x', '2')
    session.setAll([['t.sum.x', '4'], ['t.one.y', '5']])
    while (!session.locate(1));
    const result = session.result()
    assert.deepEqual(result.groups[0]?.findings, ['t.sum.x:rows'])
    session.set('t.sum.x', '3')
    assert.equal(session.result().findings.length, 0)
    assert.equal(session.related('t.one.x')[0]?.verdict, 'holds')
    session.close()
    pack.close()
  })
}

const poisoned = (/** @type {number} */ count) => Array.from({ length: count }, () => poisonedDoor('poison'))

test('a text that stops the engine is kept away from it: the rest is checked, and the result says which cell is not', async () => {
  const session = (await load('toy', { engine: engineOf(poisoned(12)) })).session({ cells: { ...BROKEN, 't.one.y': '1', 't.two.y': '1', 't.sum.y': '2' } })
  session.result()
  session.set('t.one.y', 'poison')
  const result = session.result()
  assert.deepEqual(session.quarantined, ['t.one.y'])
  assert.deepEqual(result.findings.map(({ rule }) => rule), ['t.sum.x:rows'])
  assert.match(String(result.limited), /「甲 × 上年」/u)
  session.set('t.sum.x', '3')
  assert.equal(session.result().status, 'incomplete', 'never consistent while a cell is kept away')
  session.set('t.one.y', '1')
  assert.deepEqual(session.quarantined, [])
  assert.equal(session.result().status, 'consistent')
  assert.equal(session.result().limited, undefined)
})

test('among many texts the one that stops the engine is found', async () => {
  const session = (await load('toy', { engine: engineOf(poisoned(40)) })).session()
  session.result()
  session.setAll([...Object.entries(BROKEN), ['t.one.y', '1'], ['t.two.y', 'poison'], ['t.sum.y', '2']])
  assert.deepEqual(session.quarantined, ['t.two.y'])
  assert.equal(session.result().findings.length, 1)
})

test('a record that holds such a text is opened without it', async () => {
  const session = (await load('toy', { engine: engineOf(poisoned(40)) })).session({ cells: { ...BROKEN, 't.one.y': 'poison' } })
  assert.equal(session.result().findings.length, 1)
  assert.deepEqual(session.quarantined, ['t.one.y'])
})

test('where instances can only be had ahead of time, one edit that traps leaves one to go on with', async () => {
  const session = (await load('toy', { engine: engineOf(poisoned(12), { ample: false }) })).session({ cells: BROKEN })
  session.result()
  await new Promise((resolve) => { setImmediate(resolve) })
  session.set('t.one.x', 'poison')
  assert.deepEqual(session.quarantined, ['t.one.x'])
  assert.equal(session.result().status, 'unchecked')
  await new Promise((resolve) => { setImmediate(resolve) })
  session.set('t.one.x', '2')
  assert.equal(session.result().findings.length, 0)
})

test('a search that stops the engine ends without repairs, and the findings stand', async () => {
  const fakes = Array.from({ length: 8 }, () => fakeDoor({ trapOn: (name) => name === 'locate' }))
  const session = (await load('toy', { engine: engineOf(fakes) })).session({ cells: BROKEN })
  assert.equal(session.locate(1), true)
  const result = session.result()
  assert.equal(result.findings.length, 1)
  assert.deepEqual(result.groups, [{ findings: ['t.sum.x:rows'], repairs: [], alternatives: [] }])
  assert.match(String(result.limited), /改正建议/u)
})

test('an edit that traps has a second attempt, and no third', async () => {
  for (const traps of [1, 2]) {
    let left = traps
    const { engine: faulty, calls } = faultyEngine((_, name) => (name === 'set_placed' && (left -= 1) >= 0 ? FAULTS['a trap'] : undefined))
    const session = (await load(TOY, { engine: faulty })).session({ cells: BROKEN })
    const edit = () => session.set('t.sum.x', '3')
    if (traps === 1) assert.equal(edit(), true)
    else assert.throws(edit, EngineUnavailable)
    assert.equal(calls.filter((name) => name === 'set_placed').length, 2)
    assert.deepEqual(session.result().findings.map(({ rule }) => rule), ['few'])
  }
})

test('when no instance is left the engine says so', async () => {
  const session = (await load('toy', { engine: engine(fakeDoor({ trapOn: (name) => name === 'set' })) })).session()
  assert.throws(() => session.set('t.one.x', '1'), { name: 'EngineUnavailable' })
})
