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

const encoder = new TextEncoder()

export class Place {
  #door
  #memory
  #address = 0
  #size = 0
  #bytes = new Uint8Array()
  #end = 0

  /** @param {Required<Door>} door */
  constructor(door) {
    this.#door = door
    this.#memory = door.engine_memory()
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
    this.#end = 0
    this.#write(text)
    const answer = this.#door.set_placed(session, cell, this.#end)
    return answer > 1 ? undefined : answer
  }

  /**
   * Checks a whole report.
   * @param {number} pack
   * @param {(string | null | undefined)[]} texts one for each cell of the pack, in its order
   */
  check(pack, texts) {
    this.#end = 0
    for (let index = 0; index < texts.length; index += 1) {
      const text = texts[index] ?? ''
      if (typeof text !== 'string' || !this.#write(text)) return undefined
      this.#bytes[this.#end] = TERMINATOR
      this.#end += 1
    }
    return this.#answer(this.#door.check_placed(pack, this.#end))
  }

  /** @param {number} session */
  summary(session) { return this.#answer(this.#door.summary(session)) }

  /** @param {number} code */
  #answer(code) {
    const status = STATUSES[code]
    if (status === undefined) return undefined
    this.#reserve(0)
    const numbers = new Uint32Array(this.#bytes.buffer, this.#address, 3)
    return { status, evaluated: numbers[0] ?? 0, undecided: numbers[1] ?? 0, not_asked: numbers[2] ?? 0 }
  }

  /**
   * Writes behind what stands there, and leaves room for one more byte.
   * @param {string} text
   * @returns {boolean} whether the text is free of the terminator
   */
  #write(text) {
    const { length } = text
    this.#reserve(length * WIDEST + 1)
    const bytes = this.#bytes
    let end = this.#end
    let free = true
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code > 0x7f) {
        end += encoder.encodeInto(text.slice(index), bytes.subarray(end)).written
        free = free && !text.includes(String.fromCharCode(TERMINATOR))
        break
      }
      if (code === TERMINATOR) free = false
      bytes[end] = code
      end += 1
    }
    this.#end = end
    return free
  }

  /** @param {number} more bytes */
  #reserve(more) {
    const wanted = this.#end + more
    if (wanted > this.#size) {
      this.#size = Math.max(FIRST_SIZE, 2 * wanted)
      this.#address = this.#door.place(this.#size)
      this.#bytes = new Uint8Array(this.#memory.buffer, this.#address, this.#size)
    } else if (this.#bytes.length === 0) {
      // The memory has grown: the view that looked at it is empty.
      this.#bytes = new Uint8Array(this.#memory.buffer, this.#address, this.#size)
    }
  }
}
