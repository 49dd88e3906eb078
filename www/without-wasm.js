/** The file `gouji.without-wasm.js` of the package: loading it is enough for the engine to be found. */
import { register } from './engine/registered.js'
import { engineWithoutWasm } from './engine/without-wasm.js'

register(engineWithoutWasm)
