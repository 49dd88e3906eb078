/**
 * The build without WebAssembly, for bundlers and Node. They see the address as a file to be kept beside what they make, so
 * that it is asked for only where it is needed. Takes the place of `fallback.js` in the package.
 */
import { registered } from './registered.js'

export function startWithoutWasm() {
  return registered(() => {
    const address = new URL('../gouji.without-wasm.js', import.meta.url).href
    return import(/* webpackIgnore: true */ /* @vite-ignore */ address)
  })
}
