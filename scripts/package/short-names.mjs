/**
 * The names by which the module and wasm-bindgen's script know each other → names of a letter or two, in both. They are long and
 * end in a hash, which no compression makes small; nobody else says them. What the door is asked by keeps its name.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../command.mjs'
import { counted, EXPORTS, HEADER_BYTES, IMPORTS, numbered, Reader, spelled } from './module-bytes.mjs'

/** What of an import or export is a number alone follows its kind: a type, an index. Of the others the module has none. */
const FUNCTION = 0

/**
 * @param {Uint8Array} module
 * @param {(name: string) => string} renamed
 * @returns {Buffer}
 */
export function rename(module, renamed) {
  const reader = new Reader(module)
  const parts = [Buffer.from(reader.take(HEADER_BYTES))]
  while (!reader.atEnd) {
    const id = reader.byte()
    const body = reader.take(reader.number())
    parts.push(Buffer.from([id]), counted(id === IMPORTS || id === EXPORTS ? renamedSection(body, id, renamed) : body))
  }
  return Buffer.concat(parts)
}

/** @param {Uint8Array} body @param {number} id @param {(name: string) => string} renamed */
function renamedSection(body, id, renamed) {
  const reader = new Reader(body)
  const parts = [numbered(reader.number())]
  while (!reader.atEnd) {
    if (id === IMPORTS) parts.push(spelled(reader.text()))
    parts.push(spelled(renamed(reader.text())))
    const kind = reader.byte()
    if (id === IMPORTS && kind !== FUNCTION) throw new Failure('The module imports more than functions; mend scripts/package/short-names.mjs.')
    parts.push(Buffer.from([kind]), numbered(reader.number()))
  }
  return Buffer.concat(parts)
}

/** @param {string} folder with gouji.js and gouji_bg.wasm */
export function shortenNames(folder) {
  const script = join(folder, 'gouji.js')
  const module = join(folder, 'gouji_bg.wasm')
  /** @type {Map<string, string>} */
  const names = new Map()
  const renamed = (/** @type {string} */ name) => {
    if (!name.startsWith('__wb')) return name
    if (!names.has(name)) names.set(name, `$${names.size.toString(36)}`)
    return names.get(name) ?? name
  }
  writeFileSync(module, rename(readFileSync(module), renamed))
  writeFileSync(script, readFileSync(script, 'utf8').replace(/\b__wb\w+/gu, (name) => names.get(name) ?? name))
}
