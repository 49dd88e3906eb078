/** The engine's file, however it is had → a compiled module. Must not know: what the module does. */
import { bindDoor } from '../wasm/gouji.js'
import { wasmEngineNow } from './wasm.js'

/** @import { Engine } from '../contract.js' */

/** @typedef {string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module} Source */

/** @param {Source} source @returns {Promise<WebAssembly.Module>} */
export async function compiledFrom(source) {
  const given = await source
  if (given instanceof WebAssembly.Module) return given
  return WebAssembly.compile(await bytesOf(given))
}

/** @param {string | URL | Response | BufferSource} source @returns {Promise<BufferSource>} */
async function bytesOf(source) {
  if (typeof source !== 'string' && !(source instanceof URL)) return 'arrayBuffer' in source ? answered(source) : source
  const address = new URL(source, globalThis.location?.href)
  if (address.protocol === 'file:') {
    const files = 'node:fs/promises'
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ files)
    return readFile(address)
  }
  return answered(await fetch(address))
}

/** Bytes rather than a stream: portals serve the file under whatever type they like. @param {Response} response */
async function answered(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`)
  return response.arrayBuffer()
}

/** @param {BufferSource | WebAssembly.Module} source @returns {Engine} */
export function preparedEngine(source) {
  return wasmEngineNow(source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source), bindDoor)
}
