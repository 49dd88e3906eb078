/**
 * The names by which the module and wasm-bindgen's script know each other → names of a letter or two, in both. They are long and
 * end in a hash, which no compression makes small; nobody else says them. What the door is asked by keeps its name.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../command.mjs'

const HEADER_BYTES = 8
const IMPORTS = 2
const EXPORTS = 7
/** What of an import or export is a number alone follows its kind: a type, an index. Of the others the module has none. */
const FUNCTION = 0

/** Numbers and texts of a module, one after the other. */
class Reader {
  at = 0

  /** @param {Uint8Array} bytes */
  constructor(bytes) { this.bytes = bytes }

  get atEnd() { return this.at >= this.bytes.length }

  byte() { return this.bytes[this.at++] ?? 0 }

  number() {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte()
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
  }

  /** @param {number} length */
  take(length) { return this.bytes.subarray(this.at, this.at += length) }

  text() { return Buffer.from(this.take(this.number())).toString('utf8') }
}

/** @param {number} value @returns {Buffer} */
function numbered(value) {
  const bytes = []
  do bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0))
  while ((value >>>= 7) > 0)
  return Buffer.from(bytes)
}

/** @param {Uint8Array} bytes */
const counted = (bytes) => Buffer.concat([numbered(bytes.length), bytes])

/** @param {string} text */
const spelled = (text) => counted(Buffer.from(text))

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
