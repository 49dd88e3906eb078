/**
 * The engine for any JavaScript, without a page: browser, worker, Node.
 *
 * In: a pack's id or text. Out: a pack, which checks records. Must not know: the DOM, rules, numbers.
 *
 * @example
 * const pack = await load('cn-gov-disclosure-2021')
 * const session = pack.session({ cells: { 'requests.new.person': '3' } })
 * session.set('requests.new.total', '3')
 * session.result().status
 */
import { loadWith } from './engine/load.js'
import { startEngine } from './engine/start.js'

/** @import { LoadOptions } from './contract.js' */

export { EngineUnavailable } from './engine/instances.js'
export { Pack } from './engine/pack.js'
export { Session } from './engine/session.js'

/**
 * Opens a pack.
 *
 * @param {string | { text: string }} source a built-in pack's id, or a pack's own text
 * @param {LoadOptions} [options]
 * @throws {Error} named `GoujiError`, with `diagnostics`, when the pack is unknown or mistaken; named
 *   `EngineUnavailable` when no engine could be started
 */
export function load(source, options) { return loadWith(startEngine, source, options) }
