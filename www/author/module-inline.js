/**
 * The author's module, compiled from bytes that stand in the script itself. Takes the place of `module.js` in the package.
 * Must not know: what the module does.
 */
import base64 from 'gouji:author-wasm'

/**
 * @returns {Promise<WebAssembly.Module>}
 * @throws {Error} when WebAssembly is forbidden here
 */
export async function authorModule() {
  return WebAssembly.compile(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}
