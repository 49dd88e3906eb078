/** The readers' module from its file. The package takes `module-inline.js` in this one's place. */
import { compiledFrom } from '../engine/beside.js'

export const importModule = () => compiledFrom(new URL('../wasm-import/gouji_bg.wasm', import.meta.url))
