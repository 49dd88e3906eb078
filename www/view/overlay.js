/**
 * Marks over cells whose own nodes may not be touched: what an editor would save, what a grid draws anew at each scroll.
 *
 * In: which places are marked as what, and which are lit. Out: boxes of gouji's own that lie over them and take no click.
 * Nothing is written to the page's nodes. Must not know: cells, results.
 */
import { create, documentHas, listen, setAttribute, windowOf } from '../host.js'
import { ATTRIBUTE, CLASS, PROPERTY } from '../names.js'
import { boxOf } from './box.js'

/** @import { Place, Role } from '../contract.js' */
/** @import { Mark } from './marking.js' */

export class Overlay {
  #layer = create('div', CLASS.overlay)
  /** @type {Map<Place, { box: HTMLElement, kind: string | null, role: Role | null }>} */
  #over = new Map()
  /** @type {Set<Window>} */
  #windows = new Set()
  /** @type {(() => void)[]} */
  #stops = []
  #pending = 0

  constructor() {
    // A screen reader reads the panel, which names the same cells.
    this.#layer.setAttribute('aria-hidden', 'true')
  }

  /** @param {Place} place */
  has(place) { return this.#over.get(place)?.kind != null }

  /** @param {Map<Place, Mark>} wanted @param {boolean} firm */
  mark(wanted, firm) {
    for (const place of new Set([...this.#over.keys(), ...wanted.keys()])) {
      const mark = wanted.get(place)
      const shown = this.#boxOver(place)
      shown.kind = mark === undefined ? null : firm || shown.kind === mark.kind ? mark.kind : `${mark.kind}-soft`
    }
    this.keep()
  }

  settle() {
    for (const shown of this.#over.values()) shown.kind = shown.kind?.replace(/-soft$/u, '') ?? null
    this.keep()
  }

  /** @param {Map<Place, Role>} roles */
  light(roles) {
    for (const place of new Set([...this.#over.keys(), ...roles.keys()])) this.#boxOver(place).role = roles.get(place) ?? null
    this.keep()
  }

  /** Follows the cells to where they are now. */
  keep() {
    for (const [place, { box, kind, role }] of this.#over) {
      if (kind === null && role === null) {
        box.remove()
        this.#over.delete(place)
      }
    }
    if (this.#over.size === 0) {
      this.remove()
      return
    }
    if (!this.#layer.isConnected) documentHas('body')?.append(this.#layer)
    const origin = this.#layer.getBoundingClientRect()
    for (const [place, shown] of this.#over) this.#lay(place, shown, origin)
  }

  remove() {
    this.#layer.remove()
    this.#over.clear()
    this.#layer.replaceChildren()
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#windows.clear()
    cancelAnimationFrame(this.#pending)
    this.#pending = 0
  }

  /** @param {Place} place */
  #boxOver(place) {
    const present = this.#over.get(place)
    if (present) return present
    const shown = { box: create('div', CLASS.over), kind: /** @type {string | null} */ (null), role: /** @type {Role | null} */ (null) }
    this.#layer.append(shown.box)
    this.#over.set(place, shown)
    return shown
  }

  /** @param {Place} place @param {{ box: HTMLElement, kind: string | null, role: string | null }} shown @param {DOMRect} origin */
  #lay(place, { box, kind, role }, origin) {
    const drawn = place.drawn?.() ?? null
    const seen = drawn && boxOf(drawn)
    if (drawn) this.#listenWhereScrolled(drawn)
    setAttribute(box, ATTRIBUTE.mark, kind)
    setAttribute(box, ATTRIBUTE.role, role)
    box.hidden = !seen
    if (!seen) return
    box.style.setProperty(PROPERTY.overLeft, `${seen.left - origin.left}px`)
    box.style.setProperty(PROPERTY.overTop, `${seen.top - origin.top}px`)
    box.style.setProperty(PROPERTY.overWidth, `${seen.right - seen.left}px`)
    box.style.setProperty(PROPERTY.overHeight, `${seen.bottom - seen.top}px`)
  }

  /** @param {Element} element */
  #listenWhereScrolled(element) {
    for (let view = /** @type {Window | null} */ (windowOf(element)); view; view = view === window ? null : view.parent) {
      if (this.#windows.has(view)) continue
      this.#windows.add(view)
      const follow = () => {
        this.#pending ||= requestAnimationFrame(() => {
          this.#pending = 0
          this.keep()
        })
      }
      this.#stops.push(listen(view, 'scroll', follow, true), listen(view, 'resize', follow))
    }
  }
}
