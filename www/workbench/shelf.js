/**
 * The reports on the desk, and how they hang together: last year's report, the parts of a whole.
 *
 * In: readings and refusals, choices of a person. Out: entries, and records with what they are compared with. Must not
 * know: the worker, what is drawn.
 */
import { ownIn } from '../own.js'

/** @import { Record, Result } from '../contract.js' */
/** @import { Reading } from './worker.js' */

/**
 * A report, or a file that gave none.
 * @typedef {object} Entry
 * @property {number} id
 * @property {string} name the file's, or that something was pasted
 * @property {File | string} source what it was read from
 * @property {number} part the place among the reports of its source
 * @property {Record} [record] with the edits made here
 * @property {{ [address: string]: string | null }} [original] the figures as they were read
 * @property {Result | null} [result]
 * @property {string} [refusal] why there is no report
 * @property {number} [previous] the entry that is last year's report
 * @property {number[]} parts entries that this one sums up
 * @property {boolean} complete whether all parts are there
 */

export class Shelf {
  /** @type {Entry[]} */
  #entries = []
  #last = 0

  get entries() { return this.#entries }

  /** @param {number | undefined} id */
  entry(id) { return this.#entries.find((entry) => entry.id === id) }

  /** A document that is yet to be read. @param {string} name @param {File | string} source @returns {Entry} */
  add(name, source) {
    const entry = this.#newEntry(name, source, 0)
    this.#entries.push(entry)
    return entry
  }

  /**
   * Puts the reports of a document in the place of its entry.
   * @param {Entry} entry
   * @param {Reading[]} readings
   * @returns {Entry[]} one a report, the first of them the entry itself
   */
  fill(entry, readings) {
    const filled = readings.map((reading, part) => Object.assign(
      part === 0 ? entry : this.#newEntry(entry.name, entry.source, part),
      { record: reading.record, result: reading.result, original: { ...reading.record.cells } },
    ))
    this.#entries.splice(this.#entries.indexOf(entry), 1, ...filled)
    return filled
  }

  clear() { this.#entries = [] }

  /**
   * Takes the same authority's report of the year before for each, where there is just one.
   * @returns {Entry[]} those that have another one now
   */
  chain() {
    return this.#entries.filter((entry) => {
      const before = this.#candidates(entry)
      const found = before.length === 1 ? before[0]?.id : entry.previous
      if (found === entry.previous) return false
      entry.previous = found
      return true
    })
  }

  /** The entries whose checks read a report. @param {Entry} entry */
  dependents(entry) {
    return this.#entries.filter((other) => other.previous === entry.id || other.parts.includes(entry.id))
  }

  /** The record with all that it is checked against. @param {Entry} entry @returns {Record} */
  linked(entry) {
    const { previous, parts } = this.sources(entry)
    return { ...plain(entry.record), ...(previous ? { previous } : {}), ...(parts ? { parts } : {}) }
  }

  /** @param {Entry} entry @returns {{ previous?: Record, parts?: { complete: boolean, records: Record[] } }} */
  sources(entry) {
    const previous = this.entry(entry.previous)?.record
    const records = entry.parts.map((id) => this.entry(id)?.record).filter((record) => record !== undefined)
    return {
      // A saved record may carry what it was compared with; what is chosen here comes first.
      ...(previous ? { previous: plain(previous) } : entry.record?.previous ? { previous: entry.record.previous } : {}),
      ...(records.length > 0 ? { parts: { complete: entry.complete, records: records.map(plain) } } : entry.record?.parts ? { parts: entry.record.parts } : {}),
    }
  }

  /** @param {Entry} entry */
  #candidates({ id, record }) {
    const { organ, year } = record ?? {}
    if (!organ || year === undefined) return []
    return this.#entries.filter((other) => other.id !== id && other.record?.year === year - 1 && sameName(other.record.organ, organ))
  }

  /** @param {string} name @param {File | string} source @param {number} part @returns {Entry} */
  #newEntry(name, source, part) {
    this.#last += 1
    return { id: this.#last, name, source, part, parts: [], complete: false }
  }
}

/** @param {string | undefined} one @param {string} other */
const sameName = (one, other) => one?.replace(/\s/gu, '') === other.replace(/\s/gu, '')

/** A record by itself. @param {Record | undefined} record @returns {Record} */
function plain(record) {
  const { previous: _, parts: __, ...rest } = record ?? { cells: {} }
  return rest
}

/** The figures that were changed on the desk. @param {Entry} entry @returns {{ address: string, before: string, after: string }[]} */
export function editsOf({ record, original = {} }) {
  const addresses = new Set([...Object.keys(original), ...Object.keys(record?.cells ?? {})])
  return [...addresses]
    .map((address) => ({ address, before: ownIn(original, address) ?? '', after: ownIn(record?.cells, address) ?? '' }))
    .filter(({ before, after }) => before !== after)
}
