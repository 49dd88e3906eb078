/**
 * Any page at all: it says which cells there are, how to read and how to write them.
 *
 * In: four functions over addresses, or more. Out: an adapter. For a canvas, a display without fields, a model that lives far from the page.
 *
 * @example
 * import { attach } from 'gouji'
 * import { programmatic } from 'gouji/adapters/programmatic'
 *
 * const adapter = programmatic({
 *   cells: () => Object.keys(model),                          // addresses: 'requests.new.person', …
 *   read: (address) => model[address],
 *   write: (address, text) => { model[address] = text },
 *   follow: (changed) => model.subscribe(changed),            // returns the way to stop
 * })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter })
 */
import { create } from '../host.js'

/** @import { Adapter, Heard, Place } from '../contract.js' */

/**
 * @typedef {object} Source
 * @property {() => Iterable<string>} cells the addresses that the page has now
 * @property {(address: string) => string | number | bigint | null | undefined} read
 * @property {(address: string, text: string) => void} write as if a person had typed it
 * @property {(changed: () => void, moved: () => void) => (() => unknown) | void} [follow] `changed`: some figure; `moved`: cells came or went
 * @property {(address: string) => boolean} [isWritable] every cell where not given
 * @property {(address: string) => Element | null | undefined} [drawn] the element that shows it now; marks are laid over it
 * @property {(address: string) => void} [focus] goes to it
 */

/** A model that tells nobody when it changes. */
const POLL_MILLISECONDS = 300

/** @param {Source} source @returns {() => Adapter} for the option `adapter` of `attach` */
export const programmatic = (source) => () => {
  /** @type {Map<string, Place>} */
  const places = new Map()
  /** @param {string} address @returns {Place} */
  const placeOf = (address) => {
    const place = places.get(address) ?? {
      element: create('span'),
      names: [address],
      address,
      writable: true,
      visible: true,
      drawn: () => source.drawn?.(address) ?? null,
      focus: () => (source.focus ?? goTo)(address),
    }
    places.set(address, place)
    place.writable = source.isWritable?.(address) ?? true
    return place
  }
  const goTo = (/** @type {string} */ address) => source.drawn?.(address)?.scrollIntoView({ block: 'center', inline: 'nearest' })
  return {
    cells: () => [...source.cells()].map(placeOf),
    read: ({ address }) => textOf(source.read(address ?? '')),
    write: ({ address }, text) => source.write(address ?? '', text),
    shown: (element) => ({ element, names: [], address: '', writable: false, visible: false }),
    grids: () => [],
    follow: (heard) => follow(source, heard),
  }
}

/** @param {unknown} value */
const textOf = (value) => (value === null || value === undefined ? '' : String(value))

/** @param {Source} source @param {Heard} heard */
function follow(source, heard) {
  const changed = () => heard.edited(null, false)
  const stop = source.follow?.(changed, () => heard.moved())
  const timer = setInterval(changed, POLL_MILLISECONDS)
  return () => {
    clearInterval(timer)
    stop?.()
  }
}
