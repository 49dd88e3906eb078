/** A module's file → the text that stands for it in a script; www/engine/packed.js undoes it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, deflateSync } from 'node:zlib'

/** @param {string} folder of a module @returns {string} base64 of its bytes, compressed */
export function packedModule(folder) {
  return deflateSync(readFileSync(join(folder, 'gouji_bg.wasm')), { level: constants.Z_BEST_COMPRESSION, memLevel: 9 }).toString('base64')
}
