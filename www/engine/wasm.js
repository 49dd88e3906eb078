/** A compiled module and its glue → an engine. Must not know: where the module comes from, what its doors are asked. */

/** @import { Door, Engine } from '../contract.js' */

/** @typedef {() => { imports: any, open(instance: { exports: any }): any }} Glue what wasm-bindgen wrote for the module */

/** Another module may start, too, and would fail only when it is asked. @param {WebAssembly.Instance} instance */
function known(instance) {
  if (!('memory' in instance.exports)) throw new TypeError('The WebAssembly file is not gouji’s.')
  return instance
}

/** @param {WebAssembly.Module} module @param {Glue} bind @returns {Promise<Door>} */
export async function openDoor(module, bind) {
  const { imports, open } = bind()
  return open(known(await WebAssembly.instantiate(module, imports)))
}

/**
 * At once, which browsers allow off the page's own thread, and newer ones on it.
 * @param {WebAssembly.Module} module
 * @param {Glue} bind
 * @returns {Door}
 */
function openDoorNow(module, bind) {
  const { imports, open } = bind()
  return open(known(new WebAssembly.Instance(module, imports)))
}

/**
 * The first instance shows that the module runs here: a policy may let it be compiled and forbid the rest.
 * @param {WebAssembly.Module} module
 * @param {Glue} bind
 * @param {Door | undefined} first
 * @returns {Engine}
 */
function engineFrom(module, bind, first) {
  return {
    async open() {
      const door = first ?? await openDoor(module, bind)
      first = undefined
      return door
    },
    openNow: () => openDoorNow(module, bind),
  }
}

/** @param {WebAssembly.Module} module @param {Glue} bind @returns {Promise<Engine>} */
export async function wasmEngine(module, bind) { return engineFrom(module, bind, await openDoor(module, bind)) }

/** @param {WebAssembly.Module} module @param {Glue} bind @returns {Engine} */
export function wasmEngineNow(module, bind) { return engineFrom(module, bind, openDoorNow(module, bind)) }
