/** Every call into the engine fails in turn, throughout a session: figures stay, the form is sent, nothing is green unchecked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldNamed, toyForm, typeInto, until } from './page.js'
import { watches } from './watches.js'
import { FAULTS, TOY, faultyEngine } from './faulty-engine.js'

const { attach } = await import('../../gouji.js')
const { load } = await import('../../engine.js')

/** @import { AttachOptions, Result } from '../../contract.js' */
/** @import { Watch } from '../../watch.js' */

const WRONG = { 't.one.x': '1', 't.two.x': '2', 't.sum.x': ' 4 ', 't.one.y': '5', 't.two.y': '5', 't.sum.y': '10' }

const sound = await load(TOY)
const figures = () => Object.fromEntries(Object.keys(WRONG).map((address) => [address, fieldNamed(address.replaceAll('.', '_')).value]))

/** What the report is worth as it stands in the form: a verdict is this one, or none. @param {Watch} watch @param {string} step */
function assertHonest(watch, step) {
  const { status, limited } = watch.result
  if (status === 'unchecked' || limited !== undefined) return assert.notEqual(status, 'consistent', step)
  assert.equal(status, sound.check({ cells: figures() }).status, `${step}: a verdict that isn't that of the figures`)
}

/** @param {Result} result what doesn't depend on how it came about */
const comparable = ({ status, evaluated, undecided, findings, groups }) => JSON.stringify({ status, evaluated, undecided, findings, groups })

/**
 * A person's session: a figure typed twice, the repair taken and taken back, another figure typed, the warning kept, the form
 * sent. Fails where a figure is lost, the form is kept, or a status claims what was not checked.
 * @param {AttachOptions} options
 */
async function session(options) {
  const form = toyForm(WRONG)
  let sent = 0
  form.addEventListener('submit', (event) => { sent += 1; event.preventDefault() })
  let begun = false
  form.addEventListener('gouji:ready', () => { begun = true })
  const watch = await attach(form, { pack: TOY, send: 'gouji_result', ...options })
  watches.push(watch)
  /** @type {{ [address: string]: string }} */
  const expected = { ...WRONG }
  const settled = () => until(() => watch.result.groups.every((group) => !group.pending))
  /** @param {string} step */
  const look = async (step) => {
    await settled()
    assert.deepEqual(figures(), expected, step)
    assertHonest(watch, step)
  }
  /** @param {string} address @param {string} text */
  const type = async (address, text) => {
    expected[address] = text
    typeInto(fieldNamed(address.replaceAll('.', '_')), text)
    await look(`${address} = ${text}`)
  }
  await look('attached')
  await type('t.one.y', '6')
  await type('t.one.y', '5')
  fieldNamed('t_sum_x').focus()
  await look('entered')
  const repair = watch.result.groups.flatMap((group) => group.repairs)[0]
  if (repair && watch.apply(repair)) for (const { cell, to } of repair.changes) expected[cell] = to ?? ''
  await look('repaired')
  if (watch.undo()) Object.assign(expected, WRONG)
  await look('taken back')
  watch.why('t.sum.x')
  await type('t.sum.x', '')
  watch.blanks()
  await type('t.sum.x', '3')
  watch.justify('few', '核实无误')
  await look('justified')
  form.requestSubmit()
  await until(() => sent === 1)
  // The panel is drawn with the next frame.
  await until(() => document.querySelector('section')?.getAttribute('data-state') === watch.result.status)
  return { watch, begun, type, settled }
}

/** Once calls come through again, figures typed anew bring the whole check back. @param {Awaited<ReturnType<typeof session>>} after @param {string} wanted */
async function assertRecovers({ watch, type, settled }, wanted) {
  // Where instances are only had ahead of time, they must have come.
  await new Promise((resolve) => { setTimeout(resolve, 10) })
  for (const [address, text] of Object.entries(figures())) {
    await type(address, '9')
    await type(address, text)
  }
  watch.justify('few', '核实无误')
  await settled()
  assert.equal(comparable(watch.result), wanted)
}

const clean = faultyEngine(() => undefined)
const { watch: faultless } = await session({ engine: clean.engine })
const WANTED = comparable(faultless.result)
const CALLS = clean.calls.length
faultless.detach()

test('the session meets every operation, and comes out as it should', () => {
  assert.ok(CALLS > 20, String(CALLS))
  assert.equal(faultless.result.status, 'consistent')
  assert.ok(faultless.result.findings[0]?.justified)
  for (const name of ['describe', 'open_session', 'locate', 'related', 'why', 'fill', 'justify', 'summary']) assert.ok(clean.calls.includes(name), name)
})

/** What is thrown differs, what catches it doesn't: two kinds take every third call. @type {{ [kind: string]: number }} */
const STEPS = { 'a stack overflow': 3, 'something that is no error': 3 }

for (const [kind, fault] of Object.entries(FAULTS)) {
  const step = STEPS[kind] ?? 1
  test(`${kind} at the n-th call, to the end of the session: nothing is lost, the form is sent, and the result is the same`, async () => {
    for (let n = 1; n <= CALLS; n += step) {
      const { engine, calls } = faultyEngine((call) => (call === n ? fault : undefined))
      try {
        const after = await session({ engine, block: n % 2 === 0 })
        // What was said too late to be taken in is said again.
        if (after.begun && after.watch.result.status === 'unchecked') await assertRecovers(after, WANTED)
        else if (after.begun) assert.equal(comparable(after.watch.result), WANTED)
        after.watch.detach()
      } catch (cause) {
        throw new Error(`call ${n}, ${calls[n - 1]}: ${cause instanceof Error ? cause.stack : cause}`, { cause })
      }
    }
  })
}

for (const ample of [true, false]) {
  test(`every call fails from the n-th on, instances ${ample ? 'at once' : 'ahead of time'}: unchecked, never in the way, and back when it can`, async () => {
    for (let n = 1; n <= CALLS; n += ample ? 1 : 2) {
      let broken = true
      const { engine, calls } = faultyEngine((call) => (broken && call >= n ? FAULTS['a trap'] : undefined), { ample })
      try {
        const after = await session({ engine, block: n % 2 === 0 })
        broken = false
        if (after.begun) await assertRecovers(after, WANTED)
        else assert.equal(after.watch.result.status, 'unchecked')
        broken = true
        after.watch.detach()
        assert.equal(document.querySelector('section'), null)
      } catch (cause) {
        throw new Error(`call ${n}, ${calls[n - 1]}: ${cause instanceof Error ? cause.stack : cause}`, { cause })
      }
    }
  })
}
