/**
 * The doors for a page and for any JavaScript, on the engine without WebAssembly: the same core, the same results, a bigger
 * and slower script. For places where it is known beforehand that WebAssembly can't run; elsewhere `gouji` takes it by itself.
 *
 * @example
 * import { attach } from 'gouji/js'
 */
import { attachWith } from './attach.js'
import { loadWith } from './engine/load.js'
import { engineWithoutWasm } from './engine/without-wasm.js'

/** @import { AttachOptions, Engine, LoadOptions } from './contract.js' */
/** @import { Watch } from './watch.js' */

export { native } from './adapters/native.js'
export { EngineUnavailable } from './engine/instances.js'
export { Pack } from './engine/pack.js'
export { Session } from './engine/session.js'
export { Watch } from './watch.js'

/**
 * The engine itself, for the options `engine` and `fallback`.
 * @returns {Promise<Engine>}
 */
export async function engine() { return engineWithoutWasm }

/**
 * Opens a pack.
 *
 * @param {string | { text: string }} pack a built-in pack's id, or a pack's own text
 * @param {LoadOptions} [options]
 */
export function load(pack, options) { return loadWith(engine, pack, options) }

/**
 * Watches a form, as `attach` of `gouji` does.
 *
 * @param {Element | string} form
 * @param {AttachOptions} [options]
 * @returns {Promise<Watch>}
 */
export function attach(form, options) { return attachWith(load, form, options) }
