/**
 * The real engine behind doors that fail on demand: the calls of all its instances are counted together, and those that a
 * fault names don't come through. Must not know: what is done with the doors.
 */
import { engineModule } from '../../engine/module.js'
import { wasmEngine } from '../../engine/wasm.js'
import { bindDoor } from '../../wasm/gouji.js'

/** @import { Door, Engine } from '../../contract.js' */

/** The toy report of `fake-door.js` as the engine itself checks it, and a warning that can be justified. */
export const TOY = { text: `report toy "玩具表"
  version "1"
table t "一、数量"
  cells count
  columns
    x "本年"
    y "上年"
  rows
    one "甲"
    two "乙"
    sum "合计" = sum of all before it
warning few "甲不少于乙"
  t.one.x >= t.two.x
example "合计算错"
  t
    one 2 1
    two 1 1
    sum 4 2
  breaks t.sum.x:rows
example "甲少"
  t
    one 1 1
    two 2 1
    sum 3 2
  breaks few
` }

const compiled = engineModule()

/** Operations that answer nothing anyway: that they were not done can't be seen. */
const ANSWERLESS = ['justify', 'close_session', 'close_pack']

/** What a call does that fails. @type {{ [kind: string]: (name: string) => unknown }} */
export const FAULTS = {
  'a trap': () => { throw new WebAssembly.RuntimeError('unreachable') },
  'a stack overflow': () => { throw new RangeError('Maximum call stack size exceeded') },
  'something that is no error': () => { throw 'stopped' },
  'an answer that is none': () => undefined,
}

/**
 * @param {(call: number, name: string) => (((name: string) => unknown) | undefined)} faultAt what the call does instead, counted
 *   from one; undefined lets it through
 * @param {{ ample?: boolean }} [options] whether instances can be had at once
 * @returns {{ engine: () => Promise<Engine>, calls: string[] }}
 */
export function faultyEngine(faultAt, { ample = true } = {}) {
  /** @type {string[]} */
  const calls = []
  /** @param {Door} door @returns {Door} */
  const wrapped = (door) => /** @type {Door} */ (/** @type {unknown} */ (Object.fromEntries(Object.entries(door).map(([name, operation]) =>
    [name, (/** @type {unknown[]} */ ...args) => {
      calls.push(name)
      const fault = faultAt(calls.length, name)
      return fault && !(fault === FAULTS['an answer that is none'] && ANSWERLESS.includes(name)) ? fault(name) : (/** @type {(...args: unknown[]) => unknown} */ (operation))(...args)
    }]))))
  const engine = async () => {
    const sound = await wasmEngine(await compiled, bindDoor)
    return {
      open: async () => wrapped(await sound.open()),
      ...(ample ? { openNow: () => wrapped(/** @type {Required<Engine>} */ (sound).openNow()) } : {}),
    }
  }
  return { engine, calls }
}
