/**
 * The door for a page that keeps the engine as a file of its own: what `page.js` and `engine.js` have, without the bytes.
 *
 * In: `gouji.wasm` as an address, bytes or a compiled module. Must not know: what is done with the engine.
 *
 * @example
 * import { attach, init } from 'gouji/slim'
 * init('/assets/gouji.wasm')
 * await attach('#report', { pack: 'cn-gov-disclosure-2021' })
 */
import { attachWith } from './attach.js'
import { startWithoutWasm } from './engine/fallback.js'
import { loadWith } from './engine/load.js'
import { compiledFrom, preparedEngine } from './engine/source.js'
import { startFrom } from './engine/start-from.js'

/** @import { AttachOptions, Engine, LoadOptions } from './contract.js' */
/** @import { Source } from './engine/source.js' */
/** @import { Watch } from './watch.js' */

export { native } from './adapters/native.js'
export { EngineUnavailable } from './engine/instances.js'
export { Pack } from './engine/pack.js'
export { Session } from './engine/session.js'
export { Watch } from './watch.js'

/** @type {Source | undefined} */
let source
/** @type {Engine | undefined} */
let prepared

/**
 * Says where the engine is. Nothing said: the file `gouji.wasm` beside this one, which Vite and webpack find by themselves.
 *
 * @param {Source} [wasm] an address, a response, bytes, or a compiled module
 * @returns {Promise<void>} kept once the engine can be used; need not be waited for
 * @throws {Error} named `EngineUnavailable` when it can't be started here
 */
export async function init(wasm) {
  source = wasm
  prepared = undefined
  const engine = await start()
  prepared ??= engine
}

/**
 * Starts the engine at once, where that is allowed: in workers and Node, and on a page's own thread in browsers since 2023.
 *
 * @param {BufferSource | WebAssembly.Module} wasm
 * @returns {void}
 * @throws {Error} when WebAssembly is missing or forbidden here
 */
export function initSync(wasm) { prepared = preparedEngine(wasm) }

/** @param {() => Promise<Engine>} [fallback] @returns {Promise<Engine>} */
async function start(fallback = startWithoutWasm) {
  return prepared ?? startFrom(() => compiledFrom(source ?? new URL('../gouji.wasm', import.meta.url)), fallback)
}

/**
 * Opens a pack.
 *
 * @param {string | { text: string }} pack a built-in pack's id, or a pack's own text
 * @param {LoadOptions} [options]
 */
export function load(pack, options) { return loadWith(start, pack, options) }

/**
 * Watches a form, as `attach` of `gouji` does.
 *
 * @param {Element | string} form
 * @param {AttachOptions} [options]
 * @returns {Promise<Watch>}
 */
export function attach(form, options) { return attachWith(load, form, options) }
