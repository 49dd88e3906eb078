/**
 * Fields ↔ cells, while a form is attached.
 *
 * In: an adapter's words of what moved. Out: which cells have new texts, and whether a person is typing them. Keeps the
 * last text of every cell, so that a poll costs a comparison and a repeated event nothing. Must not know: rules, results,
 * what is drawn.
 */
import { isSameFigure } from './figures.js'
import { contains, isConnected } from './host.js'

/** @import { Adapter, Place } from './contract.js' */

/**
 * @typedef {object} Listener
 * @property {(figures: [string, string][], typing: boolean) => void} edited
 * @property {(address: string) => void} entered
 * @property {(address: string) => void} left
 * @property {(address: string, text: string) => boolean} pasted whether it has been taken care of
 * @property {(address: string) => boolean} takenBack whether it has been
 * @property {() => void} moving fields come or go
 * @property {() => void} moved fields came or went, and the page has settled
 * @property {() => void} polled
 */

/** A page that re-renders does it in bursts. */
const SETTLED_MILLISECONDS = 50

/** What stands in a page's model is there, drawn or not. @param {Place} place */
const isThere = (place) => place.drawn !== undefined || isConnected(place.element)

export class Binding {
  #adapter
  /** @type {Map<string, Place>} */
  #places = new Map()
  /** @type {Map<Element, string>} */
  #addresses = new Map()
  /** @type {Map<string, string>} */
  #texts = new Map()
  /** @type {() => void} */
  #stop = () => {}
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling

  /** @param {Adapter} adapter */
  constructor(adapter) { this.#adapter = adapter }

  /**
   * Takes a mapping in place of the one before.
   * @param {Map<string, Place>} places
   * @returns {boolean} whether another element holds a cell now
   */
  bind(places) {
    const same = places.size === this.#places.size
      && [...places].every(([address, place]) => this.#places.get(address)?.element === place.element)
    this.#places = places
    this.#addresses = new Map([...places].map(([address, place]) => [place.element, address]))
    this.#texts = new Map([...places].map(([address, place]) => [address, this.#read(place)]))
    return !same
  }

  get addresses() { return [...this.#places.keys()] }

  /** The texts as they were last read, by address. */
  get texts() { return Object.fromEntries(this.#texts) }

  /** @returns {ReadonlyMap<string, Place>} */
  get places() { return this.#places }

  /** @param {string} address */
  place(address) { return this.#places.get(address) }

  /** @param {string} address */
  text(address) { return this.#texts.get(address) ?? '' }

  /**
   * The cell that an element holds, or that is drawn inside it.
   * @param {Element} element
   */
  addressOf(element) {
    const exact = this.#addresses.get(element)
    if (exact !== undefined) return exact
    for (const [holder, address] of this.#addresses) if (contains(holder, element)) return address
    return undefined
  }

  /**
   * Writes a text as if it had been typed. A page may put it into its own form: 1234 becomes “1,234 件”.
   * @param {string} address
   * @param {string} text
   * @returns {boolean} whether the field took it
   */
  write(address, text) {
    const place = this.#places.get(address)
    if (!place?.writable) return false
    this.#adapter.write(place, text)
    return isSameFigure(this.#read(place), text)
  }

  /** @param {Listener} listener */
  follow(listener) {
    this.#stop = this.#adapter.follow({
      edited: (element, typing) => {
        const address = element ? this.addressOf(element) : undefined
        if (element && address === undefined) return
        this.#report(listener, address === undefined ? this.addresses : [address], typing)
        if (element === null) listener.polled()
      },
      entered: (element) => this.#tell(element, listener.entered),
      left: (element) => this.#tell(element, listener.left),
      pasted: (element, text) => this.#tell(element, (address) => listener.pasted(address, text)) ?? false,
      takenBack: (element) => this.#tell(element, listener.takenBack) ?? false,
      moved: () => {
        listener.moving()
        clearTimeout(this.#settling)
        this.#settling = setTimeout(listener.moved, SETTLED_MILLISECONDS)
      },
    })
  }

  /** Reads every field again. @returns {[string, string][]} the cells whose texts are others now */
  changes(addresses = this.addresses) {
    /** @type {[string, string][]} */
    const changed = []
    for (const address of addresses) {
      const place = this.#places.get(address)
      if (place === undefined || !isThere(place)) continue
      const text = this.#read(place)
      if (text === this.#texts.get(address)) continue
      this.#texts.set(address, text)
      changed.push([address, text])
    }
    return changed
  }

  stop() {
    clearTimeout(this.#settling)
    this.#stop()
  }

  /** @param {Listener} listener @param {string[]} addresses @param {boolean} typing */
  #report(listener, addresses, typing) {
    const changed = this.changes(addresses)
    if (changed.length > 0) listener.edited(changed, typing)
  }

  /** @template T @param {Element} element @param {(address: string) => T} listener */
  #tell(element, listener) {
    const address = this.addressOf(element)
    return address === undefined ? undefined : listener(address)
  }

  /** A host's own getter may throw: what can't be read is blank. @param {Place} place */
  #read(place) {
    try {
      return this.#adapter.read(place)
    } catch {
      return ''
    }
  }
}
