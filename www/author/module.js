/** The author's module from its file. The package takes `module-inline.js` in this one's place. */
import { compiledFrom } from '../engine/beside.js'

export const authorModule = () => compiledFrom(new URL('../wasm-author/gouji_bg.wasm', import.meta.url))
