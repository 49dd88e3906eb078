/** An engine that comes badly, late, or can't grow, and clocks that jump: what was typed stays, and nothing is green unchecked. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mock, test } from 'node:test'
import { fieldNamed, toyForm, typeInto, until } from './page.js'
import { watches } from './watches.js'
import { TOY } from './faulty-engine.js'
import { engineModule } from '../../engine/module.js'
import { Instances } from '../../engine/instances.js'
import { wasmEngine } from '../../engine/wasm.js'
import { bindDoor } from '../../wasm/gouji.js'

const { attach } = await import('../../gouji.js')
const { load } = await import('../../engine.js')

/** @import { AttachOptions, Door, Engine } from '../../contract.js' */

const WRONG = { 't.one.x': '1', 't.two.x': '2', 't.sum.x': '4', 't.one.y': '5', 't.two.y': '5', 't.sum.y': '10' }
const module = await engineModule()
const sound = () => wasmEngine(module, bindDoor)

/** @param {AttachOptions} options */
async function attached(options) {
  const form = toyForm(WRONG)
  let sent = 0
  form.addEventListener('submit', (event) => { sent += 1; event.preventDefault() })
  const watch = await attach(form, { pack: TOY, block: true, ...options })
  watches.push(watch)
  return { form, watch, sent: () => sent, settled: () => until(() => watch.result.groups.every((group) => !group.pending)) }
}

test('an engine whose instances come by throwing, by nothing or never: the reserve is tried again, and refusals are named', async () => {
  const door = /** @type {Door} */ (await (await sound()).open())
  const trap = () => { throw new WebAssembly.RuntimeError('unreachable') }
  for (const bad of [() => { throw new Error('on purpose') }, () => Promise.reject(new Error('on purpose')), async () => undefined, () => undefined]) {
    let opened = 0
    let broken = true
    const open = /** @type {Engine['open']} */ (() => {
      opened += 1
      return opened === 1 || !broken ? Promise.resolve(door) : /** @type {any} */ (bad)()
    })
    const instances = await Instances.start({ open })
    await new Promise((resolve) => { setTimeout(resolve) })
    assert.throws(() => instances.run(trap), { name: 'EngineUnavailable' })
    await new Promise((resolve) => { setTimeout(resolve) })
    const before = opened
    assert.throws(() => instances.run((found) => found.engine_version()), { name: 'EngineUnavailable' })
    assert.ok(opened > before, 'nothing more is asked for')
    await new Promise((resolve) => { setTimeout(resolve) })
    broken = false
    assert.throws(() => instances.run((found) => found.engine_version()), { name: 'EngineUnavailable' })
    await new Promise((resolve) => { setTimeout(resolve) })
    assert.equal(typeof instances.run((found) => found.engine_version()), 'string')
    assert.ok(opened < before + 12, `asked ${opened} times`)
  }
})

test('an engine that can’t be had, however it refuses: the form says unchecked, keeps its figures and is sent', async () => {
  /** @type {{ [how: string]: () => any }} */
  const refusals = {
    throws: () => { throw new Error('on purpose') },
    rejects: () => Promise.reject(new Error('on purpose')),
    'rejects with nothing': () => Promise.reject(undefined),
    'is none': async () => undefined,
    'opens nothing': async () => ({ open: async () => undefined }),
    'throws when it opens': async () => ({ open() { throw new Error('on purpose') } }),
    'has a door without operations': async () => ({ open: async () => ({}) }),
  }
  for (const [how, engine] of Object.entries(refusals)) {
    const { form, watch, sent } = await attached({ engine })
    assert.equal(watch.result.status, 'unchecked', how)
    assert.equal(document.querySelector('section')?.getAttribute('data-state'), 'unchecked', how)
    typeInto(fieldNamed('t_one_x'), '7')
    form.requestSubmit()
    await until(() => sent() === 1)
    assert.equal(fieldNamed('t_one_x').value, '7', how)
    watch.detach()
    assert.equal(document.querySelector('section'), null, how)
  }
})

test('an engine that comes after the form was left: nothing appears any more', async () => {
  const form = toyForm(WRONG)
  const before = document.documentElement.outerHTML
  /** @type {(engine: Engine) => void} */
  let come = () => {}
  const control = new AbortController()
  const coming = attach(form, { pack: TOY, block: true, send: 'kept', signal: control.signal, engine: () => new Promise((resolve) => { come = resolve }) })
  control.abort()
  assert.equal(document.documentElement.outerHTML, before)
  come(await sound())
  const watch = await coming
  typeInto(fieldNamed('t_one_x'), '8')
  typeInto(fieldNamed('t_one_x'), '1')
  await new Promise((resolve) => { setTimeout(resolve, 20) })
  assert.deepEqual([watch.detached, watch.result.status], [true, 'unchecked'])
  assert.equal(document.documentElement.outerHTML, before)
  // The form is free for another.
  const { watch: second } = await attached({})
  assert.equal(second.result.status, 'inconsistent')
})

/** The engine with a limit to its memory, in pages of 64 KiB more than it begins with. @param {number} more */
function limited(more) {
  const bytes = readFileSync(new URL('../../wasm/gouji_bg.wasm', import.meta.url))
  /** @param {number} at @returns {[number, number]} the number there, and where it ends */
  const number = (at) => {
    let value = 0
    for (let shift = 0; ; shift += 7, at += 1) {
      const byte = /** @type {number} */ (bytes[at])
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return [value, at + 1]
    }
  }
  /** @param {number} value @returns {number[]} */
  const written = (value) => (value < 0x80 ? [value] : [value & 0x7f | 0x80, ...written(value >>> 7)])
  for (let at = 8; ;) {
    const kind = bytes[at]
    const [size, begin] = number(at + 1)
    if (kind === 5) {
      const [least] = number(begin + 2)
      const section = [1, 1, ...written(least), ...written(least + more)]
      return new WebAssembly.Module(Buffer.concat([bytes.subarray(0, at), Buffer.from([5, ...written(section.length), ...section]), bytes.subarray(begin + size)]))
    }
    at = begin + size
  }
}

test('memory that can’t grow: what doesn’t fit is kept away and named, the rest is checked, and shorter texts bring it back', async () => {
  for (const more of [0, 1, 2, 4, 8, 16, 32, 64]) {
    const { form, watch, sent, settled } = await attached({ engine: () => wasmEngine(limited(more), bindDoor) })
    const started = watch.result.status !== 'unchecked'
    for (const length of [10, 1e5, 1e6, 5e6]) {
      const text = '1'.repeat(length)
      typeInto(fieldNamed('t_sum_x'), text)
      await settled()
      assert.equal(fieldNamed('t_sum_x').value, text)
      assert.notEqual(watch.result.status, 'consistent', `${more} pages, ${length} digits`)
    }
    form.noValidate = true
    typeInto(fieldNamed('t_sum_x'), '3')
    await settled()
    await until(() => watch.result.status === (started ? 'consistent' : 'unchecked') || (typeInto(fieldNamed('t_sum_x'), ''), typeInto(fieldNamed('t_sum_x'), '3')))
    form.requestSubmit()
    await until(() => sent() === 1)
    watch.detach()
  }
  const ample = await load(TOY, { engine: () => wasmEngine(limited(64), bindDoor) })
  assert.equal(ample.check({ cells: WRONG }).status, 'inconsistent')
})

test('clocks that jump, stand still or are none: the search for repairs ends with what it finds otherwise', async () => {
  const { watch: calm, settled } = await attached({})
  await settled()
  const wanted = JSON.stringify(calm.result)
  calm.detach()
  let count = 0
  /** @type {{ [how: string]: () => number }} */
  const clocks = {
    'runs backwards': () => -1e6 * (count += 1),
    'jumps ahead by years': () => 1e12 * (count += 1),
    'jumps to and fro': () => ((count += 1) % 2 ? 1e15 : -1e15),
    'stands still': () => 0,
    'is no number': () => NaN,
  }
  for (const [how, clock] of Object.entries(clocks)) {
    mock.method(performance, 'now', clock)
    mock.method(Date, 'now', clock)
    const { watch } = await attached({})
    for (let turn = 0; turn < 2000 && watch.result.groups.some((group) => group.pending); turn += 1) await new Promise((resolve) => { setImmediate(resolve) })
    assert.equal(JSON.stringify(watch.result), wanted, how)
    watch.detach()
    mock.restoreAll()
    mock.method(console, 'error', () => {})
    mock.method(console, 'warn', () => {})
  }
})
