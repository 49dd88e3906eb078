/** The engine's module from its file. The package takes `module-inline.js` in this one's place. */
import { compiledFrom } from './beside.js'

export const engineModule = () => compiledFrom(new URL('../wasm/gouji_bg.wasm', import.meta.url))
