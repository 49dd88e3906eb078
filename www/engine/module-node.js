/**
 * The engine's module for Node, compiled from the file that lies in the package: bytes need not be read as text first. Where
 * a bundler has left the file behind, from the bytes in a script of their own. Takes the place of `module.js` in the package.
 * Must not know: what the module does.
 */
import { unpacked } from './packed.js'

/**
 * Compiled at once rather than aside: no page waits, and V8 compiles the parts as they are used.
 * @returns {Promise<WebAssembly.Module>}
 */
export async function engineModule() {
  return new WebAssembly.Module(await fromFile() ?? await fromScript())
}

/** @returns {Promise<BufferSource | undefined>} */
async function fromFile() {
  try {
    const files = 'node:fs'
    const { readFileSync } = await import(files)
    return readFileSync(new URL('../gouji.wasm', import.meta.url))
  } catch {
    return undefined
  }
}

async function fromScript() {
  const { default: base64 } = await import('./engine-bytes.js')
  return unpacked(base64)
}
