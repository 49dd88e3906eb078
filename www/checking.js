/**
 * The check of one form, kept up with its edits.
 *
 * In: a record, then edits. Out: results as they change, with repairs when the search for them has ended; word when the
 * engine can't go on. After a failure the next edit tries again. Must not know: fields, what is drawn.
 */
import { Locating } from './locating.js'

/** @import { Change, Reason, Record, RelatedRule, Result, Why } from './contract.js' */
/** @import { Pack } from './engine/pack.js' */
/** @import { Session } from './engine/session.js' */

/** @typedef {{ checked: (result: Result) => void, failed: (cause: unknown) => void }} Listener */

/** What stands where no check was made. @param {string} pack @param {string} [limited] @returns {Result} */
export const unchecked = (pack, limited) => ({
  pack,
  version: '',
  engine: '',
  status: 'unchecked',
  evaluated: 0,
  undecided: 0,
  not_asked: 0,
  findings: [],
  groups: [],
  unplaced: [],
  ...(limited ? { limited } : {}),
})

/** A search whose end stops the engine so often is left. */
const SEARCHES = 2

/** @param {Result} result */
const isPending = (result) => result.groups.some((group) => group.pending)

export class Checking {
  #pack
  #listener
  #locating = new Locating()
  /** @type {Session | undefined} */
  #session
  #failed = false
  /** What is to be checked once an engine takes it. @type {Record | undefined} */
  #unopened

  /** @param {Pack} pack @param {Listener} listener */
  constructor(pack, listener) {
    this.#pack = pack
    this.#listener = listener
  }

  /** The reasons given so far, by rule. @returns {{ [rule: string]: Reason }} */
  get reasons() { return this.#session?.reasons ?? {} }

  /** Cells that are kept away from the engine because their text stops it. */
  get quarantined() { return this.#session?.quarantined ?? [] }

  /** Begins anew with a record. @param {Record} record */
  open(record) {
    this.#close()
    this.#unopened = record
    this.#attempt(() => this.#begin(record))
  }

  /** Takes edits in. Nothing is told when they change no verdict. @param {[string, string][]} figures */
  edit(figures) {
    const record = this.#unopened
    if (record) this.open({ ...record, cells: { ...record.cells, ...Object.fromEntries(figures) } })
    else {
      this.#attempt((session) => {
        if (session?.setAll(figures) || this.#failed) this.#check(session)
      })
    }
  }

  /** @param {string} rule @param {string} reason */
  justify(rule, reason) {
    this.#attempt((session) => {
      session?.justify(rule, reason)
      this.#check(session)
    })
  }

  /** @param {string} address @returns {RelatedRule[]} */
  related(address) {
    return this.#attempt((session) => session?.related(address)) ?? []
  }

  /** @returns {Change[]} the blanks whose figures follow from the rest */
  fill() { return this.#attempt((session) => session?.fill()) ?? [] }

  /** @param {string} address @returns {Why | undefined} */
  why(address) { return this.#attempt((session) => session?.why(address)) }

  /** Ends the search for repairs, where it can be ended before the person who asks thinks of waiting. */
  hurry() { this.#locating.hurry() }

  stop() {
    this.#locating.stop()
    this.#close()
  }

  /** @param {Record} record */
  #begin(record) {
    this.#session = this.#pack.session(record)
    this.#unopened = undefined
    this.#check(this.#session)
  }

  /** @param {Session | undefined} session */
  #check(session) {
    if (session === undefined) return
    this.#locating.drop()
    const result = session.result()
    this.#failed = false
    this.#listener.checked(result)
    if (isPending(result)) this.#locate(session)
  }

  /** An instance that stops once repairs were found takes them with it: they are searched for again. @param {Session} session */
  #locate(session, attempts = SEARCHES) {
    this.#locating.start(session, () => {
      const result = session.result()
      if (!isPending(result)) this.#listener.checked(result)
      else if (attempts > 1) this.#locate(session, attempts - 1)
      else this.#listener.checked(session.withoutRepairs())
    }, (cause) => this.#fail(cause))
  }

  /**
   * @template T
   * @param {(session: Session | undefined) => T} operation
   */
  #attempt(operation) {
    try {
      return operation(this.#session)
    } catch (cause) {
      this.#fail(cause)
      return undefined
    }
  }

  /** @param {unknown} cause */
  #fail(cause) {
    this.#locating.drop()
    this.#failed = true
    this.#listener.failed(cause)
  }

  #close() {
    this.#locating.drop()
    try {
      this.#session?.close()
    } catch {
      // An engine that has stopped holds nothing any more.
    }
    this.#session = undefined
  }
}
