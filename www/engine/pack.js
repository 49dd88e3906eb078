/**
 * One report format, opened: its shape, and checks by its rules.
 *
 * In: a pack's id or text, records, figures as text. Out: results, as CONTRACTS has them. Wraps the free functions of the
 * engine's door. Must not know: the DOM, rules, numbers, how the engine was started.
 */
import { EngineUnavailable, answered } from './instances.js'
import { Session } from './session.js'

/**
 * What a record may have besides its own cells; such a record crosses as an object.
 */
const ELSEWHERE = /** @type {Set<string>} */ (new Set([
  'absent', 'prose', 'previous', 'parts', 'weights', 'justified', 'texts', 'unplaced', 'notices', 'certainty',
]))

/** @import { Place, Summary } from './place.js' */
/** @import { Alignment, Door, Grid, Record, Result, Shape } from '../contract.js' */
/** @import { Instances } from './instances.js' */

/** @param {unknown} record @throws {Error} named `GoujiError` when it is none */
function refuseOther(record) {
  const isObject = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value)
  const cells = isObject(record) ? /** @type {Partial<Record>} */ (record).cells : null
  if (cells === undefined || isObject(cells)) return
  const message = `A record is an object such as { cells: { 'table.row.column': '3' } }; it was ${JSON.stringify(record)?.slice(0, 60)}.`
  throw Object.assign(new Error(message), { name: 'GoujiError', diagnostics: [] })
}

/** One report format: its shape, and checks by its rules. */
export class Pack {
  #instances
  #source
  #lang
  #generation = -1
  #handle = 0
  /** @type {Shape | undefined} */
  #described
  /** @type {string | undefined} */
  #engine
  /** What follows from the shape, made at its first use. @type {{ addresses: string[], indices: Map<string, number> } | undefined} */
  #listed

  /**
   * @param {Instances} instances
   * @param {string | { text: string }} source
   * @param {string} lang
   */
  constructor(instances, source, lang) {
    this.#instances = instances
    this.#source = source
    this.#lang = lang
    // A pack that is unknown or mistaken is refused here.
    this.#run(() => undefined)
  }

  get id() { return this.#shape.id }
  get title() { return this.#shape.title }
  get version() { return this.#shape.version }
  get engine() { return this.#run((door) => answered(door.engine_version())) }

  /** The tables, lines and cells of the report, in the pack’s order. @returns {Shape} */
  describe() { return this.#shape }

  /** @returns {Shape} */
  get #shape() { return this.#described ??= this.#run((door, pack) => answered(door.describe(pack, this.#lang))) }

  get #lists() {
    if (this.#listed === undefined) {
      const addresses = this.#shape.cells.map((cell) => cell.address)
      this.#listed = { addresses, indices: new Map(addresses.map((address, index) => [address, index])) }
    }
    return this.#listed
  }

  get #addresses() { return this.#lists.addresses }
  get #indices() { return this.#lists.indices }

  /** The panel's sentences, by key. @returns {{ [key: string]: string }} */
  words() { return this.#run((door) => answered(door.words(this.#lang))) }

  /**
   * Checks a record once, located to the end of the engine's budget.
   * @param {Record} record
   * @returns {Result}
   */
  check(record) {
    refuseOther(record)
    const texts = this.#textsOf(record)
    return this.#run((door, pack, place) => {
      const summary = texts && place?.check(pack, texts)
      return summary ? this.#silent(record, summary) : answered(door.check(pack, record, this.#lang))
    })
  }

  /**
   * Checks a report that is its figures alone, the quickest way: nothing is looked up.
   * @param {(string | null)[]} texts as typed, one for each cell, in the order of `describe().cells`; null for a blank
   * @returns {Result}
   */
  checkTexts(texts) {
    const addresses = this.#addresses
    if (texts.length !== addresses.length) {
      throw new RangeError(`The pack ${this.id} has ${addresses.length} cells, and ${texts.length} texts were given.`)
    }
    return this.#run((door, pack, place) => {
      const summary = place?.check(pack, texts)
      if (summary) return this.#silent({}, summary)
      const cells = Object.fromEntries(addresses.map((address, index) => [address, texts[index] ?? null]))
      return answered(door.check(pack, { cells }, this.#lang))
    })
  }

  /**
   * Finds cells in tables by their labels.
   * @param {Grid[]} grids
   * @returns {Alignment}
   */
  align(grids) { return this.#run((door, pack) => answered(door.align(pack, grids, this.#lang))) }

  /**
   * Begins a check that follows edits.
   * @param {Record} [record]
   */
  session(record = { cells: {} }) {
    refuseOther(record)
    return new Session(this.#instances, record, {
      indices: this.#indices,
      open: (door, figures) => door.open_session(this.#open(door), figures, this.#lang),
      silent: (figures, summary) => this.#silent(figures, summary),
      label: (address) => this.#shape.cells[this.#indices.get(address) ?? -1]?.label ?? address,
      lang: this.#lang,
    })
  }

  close() {
    try {
      if (this.#generation === this.#instances.generation) this.#run((door, pack) => door.close_pack(pack))
    } catch (cause) {
      // An engine that has stopped holds nothing any more.
      if (!(cause instanceof EngineUnavailable)) throw cause
    }
    this.#generation = -1
  }

  /**
   * The texts of a record in the pack's order, when it is cells alone.
   * @param {Record} record
   */
  #textsOf(record) {
    for (const key in record) {
      if (ELSEWHERE.has(key) && record[/** @type {keyof Record} */ (key)] !== undefined) return undefined
    }
    // Of all ways through a big object, only `for … in` is quick whatever the object was made by.
    const cells = record.cells ?? {}
    const addresses = this.#addresses
    /** @type {(string | null | undefined)[]} */
    const texts = []
    for (const address in cells) {
      if (address !== addresses[texts.length]) return this.#inOrder(cells)
      texts.push(cells[address])
    }
    // What is inherited is no part of a record, and would come last.
    const last = addresses[addresses.length - 1] ?? ''
    const isWhole = texts.length === addresses.length && Object.prototype.hasOwnProperty.call(cells, last)
    return isWhole ? texts : this.#inOrder(cells)
  }

  /**
   * The texts of some cells, in whatever order they come; nothing where one isn't the pack's.
   * @param {Record['cells']} cells
   */
  #inOrder(cells) {
    const texts = new Array(this.#addresses.length).fill('')
    for (const address of Object.keys(cells)) {
      const index = this.#indices.get(address)
      if (index === undefined) return undefined
      texts[index] = cells[address]
    }
    return texts
  }

  /**
   * The result of a record of which there is nothing to say, without a detour through the engine.
   * @param {Pick<Record, 'id' | 'file'>} record
   * @param {Summary} summary
   * @returns {Result}
   */
  #silent({ id, file }, summary) {
    const { id: pack, version } = this.#shape
    this.#engine ??= this.engine
    return {
      ...(typeof id === 'string' ? { id } : {}), ...(typeof file === 'string' ? { file } : {}),
      pack, version, engine: this.#engine, ...summary, findings: [], groups: [], unplaced: [],
    }
  }

  /** The pack's handle in the instance that is in use. @param {Door} door */
  #open(door) {
    if (this.#generation !== this.#instances.generation) {
      const [name, text] = typeof this.#source === 'string' ? [this.#source, undefined] : [undefined, this.#source.text]
      this.#handle = answered(door.open_pack(name, text))
      this.#generation = this.#instances.generation
    }
    return this.#handle
  }

  /**
   * @template T
   * @param {(door: Door, pack: number, place: Place | undefined) => T} operation
   */
  #run(operation) { return this.#instances.run((door, place) => operation(door, this.#open(door), place)) }
}
