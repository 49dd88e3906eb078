/** The bytes of a WebAssembly module: what its sections are made of, read and written. */

export const HEADER_BYTES = 8

/** The sections that are asked for by number; the first holds what has a name of its own. */
export const CUSTOM = 0
export const IMPORTS = 2
export const EXPORTS = 7
export const CODE = 10

/** Numbers and texts of a module, one after the other. */
export class Reader {
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
export function numbered(value) {
  const bytes = []
  do bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0))
  while ((value >>>= 7) > 0)
  return Buffer.from(bytes)
}

/** @param {Uint8Array} bytes */
export const counted = (bytes) => Buffer.concat([numbered(bytes.length), bytes])

/** @param {string} text */
export const spelled = (text) => counted(Buffer.from(text))
