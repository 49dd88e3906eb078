/**
 * The build without WebAssembly, a file of its own: loading it leaves the engine under a symbol, so that a script tag, an
 * import and a bundler can all load the same file, beforehand or when it is needed.
 */

/** @import { Engine } from '../contract.js' */

const PLACE = Symbol.for('gouji.without-wasm')

/** @type {{ [PLACE]?: Engine }} */
const holder = /** @type {any} */ (globalThis)

/** @param {Engine} engine */
export function register(engine) { holder[PLACE] = engine }

/**
 * @param {() => Promise<unknown>} loaded asks for the file
 * @returns {Promise<Engine>}
 */
export async function registered(loaded) {
  if (holder[PLACE] === undefined) await loaded()
  if (holder[PLACE] === undefined) throw new Error('gouji.without-wasm.js was loaded and left no engine')
  return holder[PLACE]
}
