/**
 * The engine for any JavaScript, without a page: browser, worker, Node.
 *
 * In: a pack's id or text, records, figures as text. Out: results, as CONTRACTS has them. Wraps the free functions of
 * the WebAssembly door. Must not know: the DOM, rules, numbers.
 *
 * @example
 * const pack = await load('cn-gov-disclosure-2021')
 * const session = pack.session({ cells: { 'requests.new.person': '3' } })
 * session.set('requests.new.total', '3')
 * session.result().status
 */
import { Instances } from './engine/instances.js'
import { startWasm } from './engine/start.js'
import { Session } from './engine/session.js'

export { EngineUnavailable } from './engine/instances.js'

/**
 * What a record may have besides its own cells; such a record crosses as an object.
 */
const ELSEWHERE = /** @type {(keyof Record)[]} */ ([
  'absent', 'prose', 'previous', 'parts', 'weights', 'justified', 'texts', 'unplaced', 'notices', 'certainty',
])

/** @import { Place, Summary } from './engine/place.js' */
/** @import { Alignment, Door, Grid, Record, Result, Shape } from './contract.js' */

/** @type {Promise<Instances> | undefined} */
let shared

/** All packs share the instances; a start that failed may be tried again. */
function sharedInstances() {
  if (shared === undefined) {
    shared = startWasm().then((doors) => new Instances(doors))
    shared.catch(() => { shared = undefined })
  }
  return shared
}

/**
 * Opens a pack.
 *
 * @param {string | { text: string }} source a built-in pack's id, or a pack's own text
 * @param {{ lang?: string, engine?: () => Promise<Door[]> }} [options] `lang` is zh-CN unless asked otherwise; `engine`
 *   is another way to start the engine: interchangeable instances, the first in use and the rest in reserve
 * @returns {Promise<Pack>}
 * @throws {Error} named `GoujiError`, with `diagnostics`, when the pack is unknown or mistaken; named
 *   `EngineUnavailable` when no engine could be started
 */
export async function load(source, { lang = 'zh-CN', engine } = {}) {
  const instances = engine ? new Instances(await engine()) : await sharedInstances()
  return new Pack(instances, source, lang)
}

/** One report format: its shape, and checks by its rules. */
export class Pack {
  #instances
  #source
  #lang
  #generation = -1
  #handle = 0
  /** @type {Shape} */
  #shape
  /** @type {string | undefined} */
  #engine
  /** @type {Map<string, number>} */
  #indices

  /**
   * @param {Instances} instances
   * @param {string | { text: string }} source
   * @param {string} lang
   */
  constructor(instances, source, lang) {
    this.#instances = instances
    this.#source = source
    this.#lang = lang
    this.#shape = this.#run((door, pack) => door.describe(pack, lang))
    this.#indices = new Map(this.#shape.cells.map((cell, index) => [cell.address, index]))
  }

  get id() { return this.#shape.id }
  get title() { return this.#shape.title }
  get version() { return this.#shape.version }
  get engine() { return this.#run((door) => door.engine_version()) }

  /** The tables, lines and cells of the report, in the pack's order. */
  describe() { return this.#shape }

  /**
   * Checks a record once, located to the end of the engine's budget.
   * @param {Record} record
   * @returns {Result}
   */
  check(record) {
    const texts = this.#textsOf(record)
    return this.#run((door, pack, place) => {
      const summary = texts && place?.check(pack, texts)
      return summary ? this.#silent(record, summary) : door.check(pack, record, this.#lang)
    })
  }

  /**
   * Finds cells in tables by their labels.
   * @param {Grid[]} grids
   * @returns {Alignment}
   */
  align(grids) { return this.#run((door, pack) => door.align(pack, grids, this.#lang)) }

  /**
   * Begins a check that follows edits.
   * @param {Record} [record]
   */
  session(record = { cells: {} }) {
    return new Session(this.#instances, this.#indices, record, (door, figures) =>
      door.open_session(this.#open(door), figures, this.#lang), (figures, summary) => this.#silent(figures, summary))
  }

  close() {
    if (this.#generation === this.#instances.generation) this.#run((door, pack) => door.close_pack(pack))
    this.#generation = -1
  }

  /**
   * The texts of a record in the pack's order, when it is cells alone.
   * @param {Record} record
   */
  #textsOf(record) {
    for (const key of ELSEWHERE) if (record[key] !== undefined) return undefined
    const addresses = Object.keys(record.cells ?? {})
    const texts = Object.values(record.cells ?? {})
    const { cells } = this.#shape
    if (addresses.length === cells.length && addresses.every((address, index) => cells[index]?.address === address)) return texts
    const placed = new Array(cells.length).fill('')
    for (let index = 0; index < addresses.length; index += 1) {
      const cell = this.#indices.get(addresses[index] ?? '')
      if (cell === undefined) return undefined
      placed[cell] = texts[index]
    }
    return placed
  }

  /**
   * The result of a record of which there is nothing to say, without a detour through the engine.
   * @param {Record} record
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
      this.#handle = door.open_pack(name, text)
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
