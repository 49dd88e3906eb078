/** The engine as JavaScript: the same core, translated from the WebAssembly when the package is built. */
import { instantiate } from 'gouji:without-wasm'
import { bindDoor } from '../wasm/gouji.js'

/** @import { Engine } from '../contract.js' */

function openNow() {
  const { imports, open } = bindDoor()
  return open({ exports: instantiate(imports) })
}

/** @type {Engine} */
export const engineWithoutWasm = { openNow, open: async () => openNow() }
