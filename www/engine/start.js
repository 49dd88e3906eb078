/** Starts the engine that is part of the scripts. Must not know: what the engine is asked. */
import { startWithoutWasm } from './fallback.js'
import { engineModule } from './module.js'
import { startFrom } from './start-from.js'

/** @import { Engine } from '../contract.js' */

/**
 * @param {() => Promise<Engine>} [fallback] instead of the build without WebAssembly that gouji finds by itself
 * @returns {Promise<Engine>}
 */
export function startEngine(fallback = startWithoutWasm) { return startFrom(engineModule, fallback) }
