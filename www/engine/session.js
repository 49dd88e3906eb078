/**
 * A record that changes, checked as it changes.
 *
 * In: figures as text, by address. Out: results. Keeps every figure it was given, so that it can go on in a fresh instance
 * of the engine after a trap; a text that traps there again is kept away from the engine, and the result says so. Must not
 * know: how instances are started, the page.
 */
import { plainCopy } from '../own.js'
import { ATTEMPTS, EngineUnavailable, OperationTrapped, answered } from './instances.js'
import { Quarantine } from './quarantine.js'

/** @import { Change, Door, Record, RelatedRule, Result, Why } from '../contract.js' */
/** @import { Instances } from './instances.js' */
/** @import { Place, Summary } from './place.js' */

/**
 * What a session has from its pack.
 * @typedef {object} Origin
 * @property {Map<string, number>} indices address → the cell's index at the door
 * @property {(door: Door, record: Record) => number} open
 * @property {(record: Record, summary: Summary) => Result} silent the result of a record of which there is nothing to say
 * @property {(address: string) => string} label
 * @property {string} lang
 */

const SEPARATOR = '\u001f'

export class Session {
  #instances
  #origin
  #record
  #quarantine
  #generation = -1
  #handle = 0
  /** What was given since the last result: if the engine traps, it is among these. @type {Set<string>} */
  #recent

  /**
   * @param {Instances} instances
   * @param {Record} record
   * @param {Origin} origin
   */
  constructor(instances, record, origin) {
    this.#instances = instances
    this.#origin = origin
    this.#record = { ...record, cells: plainCopy(record.cells) }
    this.#quarantine = new Quarantine(origin.lang)
    this.#recent = new Set(Object.keys(this.#record.cells))
    this.#run(() => undefined)
  }

  /** Cells whose text stops the engine and is therefore not checked; the result's `limited` says so in words. */
  get quarantined() { return this.#quarantine.addresses }

  /**
   * Gives a cell a text.
   * @param {string} address
   * @param {string} text as typed
   * @returns {boolean} whether a verdict or a finding changed
   */
  set(address, text) {
    const cell = this.#index(address)
    if (this.#quarantine.keeps(address, text)) return false
    const released = this.#give(address, text)
    let attempts = ATTEMPTS
    try {
      const answer = this.#generation === this.#instances.generation ? this.#instances.put(this.#handle, cell, text) : undefined
      if (answer !== undefined) return answer !== 0 || released
    } catch {
      attempts -= 1
    }
    return this.#change((door, session, place) => place?.set(session, cell, text) ?? door.set(session, cell, text), attempts) || released
  }

  /**
   * Gives several cells their texts in one go.
   * @param {Iterable<[string, string]>} figures
   * @returns {boolean} whether a verdict or a finding changed
   */
  setAll(figures) {
    const entries = [...figures]
    if (entries.length === 0) return false
    // A text that holds the separator can't be sent joined.
    if (entries.length === 1 || entries.some(([, text]) => text.includes(SEPARATOR))) {
      return entries.map(([address, text]) => this.set(address, text)).some(Boolean)
    }
    const given = entries.filter(([address, text]) => !this.#quarantine.keeps(address, text))
    const cells = Uint32Array.from(given, ([address]) => this.#index(address))
    const released = given.map(([address, text]) => this.#give(address, text)).some(Boolean)
    const texts = given.map(([, text]) => text).join(SEPARATOR)
    return this.#change((door, session) => door.set_all(session, cells, texts)) || released
  }

  /** @returns {Result} its groups say `pending` while locating goes on */
  result() {
    const result = this.#run((door, session, place) => {
      const summary = place?.summary(session)
      return summary === undefined ? answered(door.result(session)) : this.#origin.silent(this.#record, summary)
    })
    this.#recent.clear()
    return this.#quarantine.limit(result, this.#origin.label)
  }

  /**
   * Searches for repairs a step further.
   * @param {number} work how far; a step's cost grows with it
   * @returns {boolean} whether the search has ended
   */
  locate(work) {
    if (this.#quarantine.withoutRepairs) return true
    try {
      return this.#attempt((door, session) => door.locate(session, work))
    } catch (error) {
      if (!(error instanceof OperationTrapped)) throw error
      this.#quarantine.withoutRepairs = true
      return true
    }
  }

  /** The result as it is when no repairs are searched for, until the next edit. @returns {Result} */
  withoutRepairs() {
    this.#quarantine.withoutRepairs = true
    return this.result()
  }

  /**
   * The rules that a cell stands in.
   * @param {string} address
   * @returns {RelatedRule[]}
   */
  related(address) {
    const cell = this.#index(address)
    return this.#run((door, session) => answered(door.related(session, cell)))
  }

  /** The blanks whose figures follow from the rest. Takes its time: not for each keystroke. @returns {Change[]} */
  fill() { return this.#run((door, session) => answered(door.fill(session))) }

  /**
   * Why it is, or is not, this cell.
   * @param {string} address
   * @returns {Why | undefined}
   */
  why(address) {
    const cell = this.#index(address)
    return this.#run((door, session) => door.why(session, cell))
  }

  /**
   * Keeps a warning with a reason. An empty reason takes it back.
   * @param {string} rule
   * @param {string} reason
   */
  justify(rule, reason) {
    const values = this.#valuesOf(rule)
    const before = this.#record.justified
    const justified = plainCopy(before)
    if (reason === '') delete justified[rule]
    else justified[rule] = { reason, values }
    // Before the engine has it: an instance that stops must not take the reason with it.
    this.#record.justified = justified
    try {
      this.#run((door, session) => door.justify(session, rule, reason))
    } catch (cause) {
      if (!(cause instanceof EngineUnavailable)) this.#record.justified = before
      throw cause
    }
  }

  /** The reasons given so far, by rule. */
  get reasons() { return this.#record.justified ?? {} }

  close() {
    if (this.#generation === this.#instances.generation) this.#run((door, session) => door.close_session(session))
    this.#generation = -1
  }

  /** Takes a text into the record. @param {string} address @param {string} text @returns {boolean} whether the cell was kept away so far */
  #give(address, text) {
    const released = this.#quarantine.release(address)
    this.#quarantine.withoutRepairs = false
    this.#record.cells[address] = text
    this.#recent.add(address)
    return released
  }

  /** The figures that a reason is given for. @param {string} rule */
  #valuesOf(rule) {
    const finding = this.result().findings.find((candidate) => candidate.rule === rule)
    const addresses = finding?.cells ?? []
    return Object.fromEntries(addresses.map((address) => [address, this.#record.cells[address] ?? '']))
  }

  /** @param {string} address */
  #index(address) {
    const index = this.#origin.indices.get(address)
    if (index === undefined) throw new RangeError(`There is no cell ${address} in this pack.`)
    return index
  }

  /**
   * @param {(door: Door, session: number, place: Place | undefined) => number} operation that the record already has
   * @param {number} [attempts]
   */
  #change(operation, attempts) {
    const before = this.#generation
    const answer = this.#run(operation, () => 1, attempts)
    // What is opened again has the change in it already, and so can't tell that it mattered.
    return answer !== 0 || this.#generation !== before
  }

  /**
   * @template T
   * @param {(door: Door, session: number, place: Place | undefined) => T} operation
   * @param {(door: Door, session: number, place: Place | undefined) => T} [otherwise] once what stops the engine is kept away
   * @param {number} [attempts]
   */
  #run(operation, otherwise = operation, attempts) {
    try {
      return this.#attempt(operation, attempts)
    } catch (error) {
      if (!(error instanceof OperationTrapped) || !this.#findCulprits()) throw error
      return this.#attempt(otherwise)
    }
  }

  /**
   * @template T
   * @param {(door: Door, session: number, place: Place | undefined) => T} operation
   * @param {number} [attempts]
   */
  #attempt(operation, attempts) {
    return this.#instances.run((door, place) => operation(door, this.#opened(door), place), attempts)
  }

  /** @returns {boolean} whether a text was found that has to be kept away */
  #findCulprits() {
    const { cells } = this.#record
    const suspects = [...this.#recent].flatMap((address) => {
      const text = cells[address]
      return text ? [/** @type {[string, string]} */ ([address, text])] : []
    })
    for (const [address] of suspects) cells[address] = ''
    const found = this.#quarantine.find(suspects, this.#instances.areAmple ? (tried) => this.#survives(tried) : undefined)
    for (const [address, text] of suspects) if (!this.#quarantine.keeps(address, text)) cells[address] = text
    return found
  }

  /** Whether the engine takes these texts in besides the others, and can say what it thinks of them. @param {[string, string][]} tried */
  #survives(tried) {
    const cells = Object.assign(plainCopy(this.#record.cells), Object.fromEntries(tried))
    try {
      this.#instances.run((door) => {
        const session = this.#origin.open(door, { ...this.#record, cells })
        door.result(session)
        door.close_session(session)
      }, 1)
      return true
    } catch {
      return false
    }
  }

  /** The session's handle in the instance that is in use. @param {Door} door */
  #opened(door) {
    if (this.#generation !== this.#instances.generation) {
      this.#handle = answered(this.#origin.open(door, this.#record))
      this.#generation = this.#instances.generation
    }
    return this.#handle
  }
}
