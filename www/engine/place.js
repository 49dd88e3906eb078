/**
 * The short way into the engine: texts are written straight into its memory, and numbers come back.
 *
 * In: a door, texts. Out: verdicts as numbers; `undefined` where the long way has to be gone. Must not know: packs, records.
 */

/** @import { Door, Result, Status } from '../contract.js' */

/** @typedef {Pick<Result, 'status' | 'evaluated' | 'undecided' | 'not_asked'>} Summary */

/** Ends a text in the place; a text that holds it goes the long way. */
const TERMINATOR = 0x1f
const FIRST_SIZE = 1 << 14
/** Bytes that one UTF-16 unit may take. */
const WIDEST = 3
/** @type {Status[]} */
const STATUSES = ['consistent', 'inconsistent', 'incomplete', 'unchecked']

/** Made at the first text that isn't plain, so that importing does nothing. @type {TextEncoder | undefined} */
let encoder

/** @param {string} text @param {Uint8Array} bytes @returns {number} how many were written */
function encodeInto(text, bytes) {
  encoder ??= new TextEncoder()
  return encoder.encodeInto(text, bytes).written
}

/**
 * Copies a text as far as it is plain, which a figure nearly always is to its end.
 * @param {string} text
 * @param {Uint8Array} bytes
 * @param {number} begin
 * @returns {number} how far it got
 */
function copyPlain(text, bytes, begin) {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 0x7f || code === TERMINATOR) return index
    bytes[begin + index] = code
  }
  return text.length
}

export class Place {
  #door
  #memory
  #empties
  #address = 0
  #bytes = new Uint8Array()

  /** @param {Required<Door>} door */
  constructor(door) {
    this.#door = door
    this.#memory = door.engine_memory()
    this.#empties = typeof WebAssembly === 'object' && this.#memory instanceof WebAssembly.Memory
  }

  /**
   * The place of a door, if it has one.
   * @param {Door} door
   */
  static of(door) {
    return door.engine_memory === undefined ? undefined : new Place(/** @type {Required<Door>} */ (door))
  }

  /**
   * @param {number} session
   * @param {number} cell
   * @param {string} text
   * @returns {number | undefined} 1 when a finding appeared, went or changed, else 0
   */
  set(session, cell, text) {
    this.#look()
    const bytes = this.#roomFor(text, 0)
    let end = copyPlain(text, bytes, 0)
    if (end < text.length) end += encodeInto(text.slice(end), bytes.subarray(end))
    const answer = this.#door.set_placed(session, cell, end)
    return answer > 1 ? undefined : answer
  }

  /**
   * Checks a whole report.
   * @param {number} pack
   * @param {(string | null | undefined)[]} texts one for each cell of the pack, in its order
   */
  check(pack, texts) {
    this.#look()
    let end = 0
    for (let index = 0; index < texts.length; index += 1) {
      const text = texts[index] ?? ''
      if (typeof text !== 'string') return undefined
      const bytes = this.#roomFor(text, end)
      const plain = copyPlain(text, bytes, end)
      end += plain
      if (plain < text.length) {
        const rest = text.slice(plain)
        if (rest.includes(String.fromCharCode(TERMINATOR))) return undefined
        end += encodeInto(rest, bytes.subarray(end))
      }
      bytes[end] = TERMINATOR
      end += 1
    }
    return this.#answer(this.#door.check_placed(pack, end))
  }

  /** @param {number} session */
  summary(session) {
    // The answer is written into the place, so there must be one.
    if (this.#bytes.length === 0) this.#viewOf(0)
    return this.#answer(this.#door.summary(session))
  }

  /** @param {number} code */
  #answer(code) {
    const status = STATUSES[code]
    if (status === undefined) return undefined
    this.#look()
    if (this.#bytes.length === 0) this.#viewOf(0)
    const numbers = new Uint32Array(this.#bytes.buffer, this.#address, 3)
    return { status, evaluated: numbers[0] ?? 0, undecided: numbers[1] ?? 0, not_asked: numbers[2] ?? 0 }
  }

  /**
   * The place, with room for a text behind `end` and for what ends it; what stands there stays.
   * @param {string} text
   * @param {number} end
   */
  #roomFor(text, end) {
    const wanted = end + text.length * WIDEST + 1
    return this.#bytes.length < wanted ? this.#viewOf(wanted) : this.#bytes
  }

  /**
   * Where the memory has grown, the view looks at what it was: WebAssembly's own is empty then, and asking for its buffer
   * each time costs a quarter of an edit; the translated engine's is not.
   */
  #look() {
    if (!this.#empties && this.#bytes.buffer !== this.#memory.buffer) this.#bytes = new Uint8Array()
  }

  /** @param {number} bytes at least */
  #viewOf(bytes) {
    const size = Math.max(FIRST_SIZE, this.#bytes.length, 2 * bytes)
    this.#address = this.#door.place(size)
    this.#bytes = new Uint8Array(this.#memory.buffer, this.#address, size)
    return this.#bytes
  }
}
