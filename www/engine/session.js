/**
 * A record that changes, checked as it changes.
 *
 * In: figures as text, by address. Out: results. Keeps every figure it was given, so that it can go on in a fresh
 * instance of the engine after a trap. Must not know: how instances are started, the page.
 */

/** @import { Door, Record, RelatedRule, Result } from '../contract.js' */
/** @import { Instances } from './instances.js' */
/** @import { Place, Summary } from './place.js' */

const SEPARATOR = '\u001f'

export class Session {
  #instances
  #indices
  #record
  #open
  #silent
  #generation = -1
  #handle = 0

  /**
   * @param {Instances} instances
   * @param {Map<string, number>} indices address → the cell's index at the door
   * @param {Record} record
   * @param {(door: Door, record: Record) => number} open
   * @param {(record: Record, summary: Summary) => Result} silent the result of a record of which there is nothing to say
   */
  constructor(instances, indices, record, open, silent) {
    this.#instances = instances
    this.#indices = indices
    this.#record = { ...record, cells: { ...record.cells } }
    this.#open = open
    this.#silent = silent
    this.#run(() => undefined)
  }

  /**
   * Gives a cell a text.
   * @param {string} address
   * @param {string} text as typed
   * @returns {boolean} whether a verdict or a finding changed
   */
  set(address, text) {
    const cell = this.#index(address)
    this.#record.cells[address] = text
    return this.#run((door, session, place) => place?.set(session, cell, text) ?? door.set(session, cell, text)) !== 0
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
    const cells = Uint32Array.from(entries, ([address]) => this.#index(address))
    for (const [address, text] of entries) this.#record.cells[address] = text
    const texts = entries.map(([, text]) => text).join(SEPARATOR)
    return this.#run((door, session) => door.set_all(session, cells, texts)) !== 0
  }

  /** @returns {Result} its groups say `pending` while locating goes on */
  result() {
    return this.#run((door, session, place) => {
      const summary = place?.summary(session)
      return summary === undefined ? door.result(session) : this.#silent(this.#record, summary)
    })
  }

  /**
   * Searches for repairs a step further.
   * @param {number} work how far; a step's cost grows with it
   * @returns {boolean} whether the search has ended
   */
  locate(work) { return this.#run((door, session) => door.locate(session, work)) }

  /**
   * The rules that a cell stands in.
   * @param {string} address
   * @returns {RelatedRule[]}
   */
  related(address) {
    const cell = this.#index(address)
    return this.#run((door, session) => door.related(session, cell))
  }

  /**
   * Keeps a warning with a reason. An empty reason takes it back.
   * @param {string} rule
   * @param {string} reason
   */
  justify(rule, reason) {
    this.#run((door, session) => door.justify(session, rule, reason))
    const values = this.#valuesOf(rule)
    const justified = { ...this.#record.justified }
    if (reason === '') delete justified[rule]
    else justified[rule] = { reason, values }
    this.#record.justified = justified
  }

  /** The reasons given so far, by rule. */
  get reasons() { return this.#record.justified ?? {} }

  close() {
    if (this.#generation === this.#instances.generation) this.#run((door, session) => door.close_session(session))
    this.#generation = -1
  }

  /** The figures that a reason is given for. @param {string} rule */
  #valuesOf(rule) {
    const finding = this.result().findings.find((candidate) => candidate.rule === rule)
    const addresses = finding?.cells ?? []
    return Object.fromEntries(addresses.map((address) => [address, this.#record.cells[address] ?? '']))
  }

  /** @param {string} address */
  #index(address) {
    const index = this.#indices.get(address)
    if (index === undefined) throw new RangeError(`There is no cell ${address} in this pack.`)
    return index
  }

  /**
   * @template T
   * @param {(door: Door, session: number, place: Place | undefined) => T} operation
   */
  #run(operation) {
    return this.#instances.run((door, place) => {
      if (this.#generation !== this.#instances.generation) {
        this.#handle = this.#open(door, this.#record)
        this.#generation = this.#instances.generation
      }
      return operation(door, this.#handle, place)
    })
  }
}
