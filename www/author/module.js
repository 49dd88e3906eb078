/**
 * The author's module, compiled from the file that lies beside the scripts. The package takes `module-inline.js` in its
 * place. Must not know: what the module does.
 */

const ADDRESS = new URL('../wasm-author/gouji_bg.wasm', import.meta.url)

/**
 * @returns {Promise<WebAssembly.Module>}
 * @throws {Error} when the file can't be had, or WebAssembly is forbidden here
 */
export async function authorModule() {
  if (ADDRESS.protocol === 'file:') {
    const files = 'node:fs/promises'
    const { readFile } = await import(files)
    return WebAssembly.compile(await readFile(ADDRESS))
  }
  const response = await fetch(ADDRESS)
  if (!response.ok) throw new Error(`${ADDRESS.pathname} answered ${response.status}`)
  return WebAssembly.compile(await response.arrayBuffer())
}
