/**
 * Starts the WebAssembly engine.
 *
 * In: the compiled module. Out: doors, the first for use and a few in reserve: they are started together, so that recovering
 * from a trap needs no request and no waiting. Must not know: where the module comes from, what the doors are asked.
 */
import { createDoor } from '../wasm/gouji.js'
import { EngineUnavailable } from './instances.js'
import { engineModule } from './module.js'

/** @import { Door } from '../contract.js' */

const RESERVE = 2

/**
 * @returns {Promise<Door[]>}
 * @throws {EngineUnavailable} when the module can't be had or the page's policy forbids WebAssembly
 */
export async function startWasm() {
  try {
    const module = await engineModule()
    return await Promise.all(Array.from({ length: RESERVE + 1 }, () => createDoor(module)))
  } catch (cause) {
    throw new EngineUnavailable(`The checking engine could not be started: ${reasonOf(cause)}`, { cause })
  }
}

/** @param {unknown} cause */
const reasonOf = (cause) => (cause instanceof Error ? cause.message : String(cause))
