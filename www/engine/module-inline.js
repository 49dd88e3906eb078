/**
 * The engine's module, compiled from bytes that stand in the script itself: bundlers and servers have no file to lose, and
 * no request is made. Takes the place of `module.js` in the package. Must not know: what the module does.
 */
import { unpacked } from './packed.js'
import base64 from 'gouji:wasm'

/**
 * @returns {Promise<WebAssembly.Module>}
 * @throws {Error} when WebAssembly is forbidden here
 */
export async function engineModule() {
  return WebAssembly.compile(await unpacked(base64))
}
