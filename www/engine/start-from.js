/**
 * A module, or the way to it → an engine; or, where WebAssembly is missing or forbidden, the build without it. Must not know:
 * where either comes from, what the engine is asked.
 */
import { bindDoor } from '../wasm/gouji.js'
import { EngineUnavailable } from './instances.js'
import { wasmEngine } from './wasm.js'

/** @import { Engine } from '../contract.js' */

/**
 * @param {() => Promise<WebAssembly.Module>} compiled
 * @param {() => Promise<Engine>} fallback
 * @returns {Promise<Engine>}
 * @throws {EngineUnavailable} when neither starts
 */
export async function startFrom(compiled, fallback) {
  try {
    return await wasmEngine(await compiled(), bindDoor)
  } catch (cause) {
    return fallback().catch((second) => {
      throw new EngineUnavailable(`The checking engine could not be started: ${reasonOf(cause)}; without WebAssembly: ${reasonOf(second)}`, { cause })
    })
  }
}

/** @param {unknown} cause */
const reasonOf = (cause) => (cause instanceof Error ? cause.message : String(cause))
