/**
 * The build without WebAssembly, for the classic script: by a script tag for the file beside it, which `script-src 'self'`
 * allows. Takes the place of `fallback.js` in the package.
 */
import { beside } from './beside.js'
import { loadScript } from '../view/script-tag.js'
import { registered } from '../engine/registered.js'

export function startWithoutWasm() {
  return registered(() => loadScript(beside('gouji.without-wasm.js')))
}
