/**
 * The build without WebAssembly, for a page that loads `gouji.js` as it is: from beside it. Takes the place of `fallback.js` in
 * the package.
 */
import { registered } from './registered.js'

export function startWithoutWasm() {
  return registered(() => import(new URL('gouji.without-wasm.js', import.meta.url).href))
}
