/** A WebAssembly file that lies beside the scripts → compiled. Must not know: what the module does. */

/**
 * @param {URL} address
 * @returns {Promise<WebAssembly.Module>}
 * @throws {Error} when the file can't be had, or WebAssembly is forbidden here
 */
export async function compiledFrom(address) {
  if (address.protocol === 'file:') {
    const files = 'node:fs/promises'
    const { readFile } = await import(files)
    return WebAssembly.compile(await readFile(address))
  }
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address.pathname} answered ${response.status}`)
  return WebAssembly.compile(await response.arrayBuffer())
}
