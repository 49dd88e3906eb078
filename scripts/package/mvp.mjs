/**
 * A module → the same, held to the WebAssembly of 2017, which every engine that knows WebAssembly loads.
 *
 * wasm-bindgen exports two mutable globals for itself, which Chromium learned in version 74; nothing of ours asks for them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { Failure } from '../command.mjs'

/** @param {string} file */
export async function keepToMvp(file) {
  const { default: binaryen } = await import('binaryen')
  const module = binaryen.readBinary(readFileSync(file))
  for (let index = 0; index < module.getNumExports(); index += 1) {
    const { kind, name } = binaryen.getExportInfo(module.getExportByIndex(index))
    if (kind !== binaryen.ExternalGlobal) continue
    module.removeExport(name)
    index -= 1
  }
  module.setFeatures(binaryen.Features.MVP)
  if (!module.validate()) throw new Failure(`${file} holds instructions that WebAssembly did not have in 2017; the lines above name them.`)
  writeFileSync(file, module.emitBinary())
  module.dispose()
}
