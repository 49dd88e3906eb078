/**
 * Named parts → a zip archive, nothing compressed: what Excel opens, in the least code.
 *
 * In: names and texts. Out: bytes. Must not know: what the parts are.
 */

/** Of each byte, what the checksum of zip archives adds for it. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/** 1 January 1980, the first day that the format knows: a file says nothing of when it was made. */
const DAY = (1 << 5) | 1

/** @param {Uint8Array} bytes */
function checksum(bytes) {
  let rest = 0xffffffff
  for (const byte of bytes) rest = (/** @type {number} */ (REMAINDERS[(rest ^ byte) & 0xff])) ^ (rest >>> 8)
  return ~rest >>> 0
}

/** Numbers of two and four bytes, the lower byte first. @param {[value: number, bytes: 2 | 4][]} fields */
function header(fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

/** @param {[name: string, text: string][]} parts @returns {Blob} */
export function archive(parts) {
  const encoder = new TextEncoder()
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const files = []
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = []
  let offset = 0
  for (const [name, text] of parts) {
    const title = encoder.encode(name)
    const bytes = encoder.encode(text)
    /** @type {[number, 2 | 4][]} version, names in UTF-8, stored, time, day, checksum, sizes, lengths */
    const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [DAY, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [title.length, 2], [0, 2]]
    const local = header([[0x04034b50, 4], ...common])
    directory.push(header([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), title)
    files.push(local, title, bytes)
    offset += local.length + title.length + bytes.length
  }
  const length = directory.reduce((sum, { length: size }) => sum + size, 0)
  const end = header([[0x06054b50, 4], [0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [length, 4], [offset, 4], [0, 2]])
  return new Blob([...files, ...directory, end])
}
