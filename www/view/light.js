/**
 * The rule that the focus is in: its other cells lit by the part they play, and one sentence beside the field.
 *
 * In: the elements of a rule's cells with their roles, a sentence. Out: an attribute on each, and a hint that covers no
 * field being typed in and describes a field that nothing of gouji's describes yet. Must not know: results.
 */
import { attributeOf, create, documentHas, freshId, listen, rootOf, setAttribute } from '../host.js'
import { ATTRIBUTE, CLASS, PROPERTY } from '../names.js'
import { boxOf } from './box.js'

/** @import { Place, RelatedRule, Role } from '../contract.js' */

const GAP_PIXELS = 6

/**
 * The part that each place plays in rules, by its element, or by the place where the page draws that itself. The first rule counts.
 * @param {RelatedRule[]} rules
 * @param {Map<string, Place>} places
 */
export function rolesIn(rules, places) {
  /** @type {Map<Element, Role>} */
  const roles = new Map()
  /** @type {Map<Place, Role>} */
  const over = new Map()
  for (const cell of rules.flatMap((rule) => rule.cells)) {
    const place = places.get(cell.address)
    if (place?.drawn && !over.has(place)) over.set(place, cell.role)
    else if (place && !place.drawn && !roles.has(place.element)) roles.set(place.element, cell.role)
  }
  return { roles, over }
}

/** Takes one description of several away. @param {Element} element @param {string} description its id */
export const undescribe = (element, description) => setAttribute(element, ATTRIBUTE.describedBy,
  attributeOf(element, ATTRIBUTE.describedBy)?.split(/\s+/u).filter((id) => id !== description).join(' ') || null)

export class Light {
  /** @type {Set<Element>} */
  #lit = new Set()
  #hint = create('div', CLASS.hint)
  /** @type {Element | undefined} */
  #beside
  /** @type {(() => void)[]} */
  #stops = []

  /** @type {Element | undefined} */
  #described

  constructor() {
    // Read where it is referred to, and nowhere else.
    this.#hint.setAttribute('aria-hidden', 'true')
    this.#hint.id = freshId(CLASS.hint)
  }

  /**
   * @param {Element} element the field that has the focus
   * @param {Map<Element, Role>} roles
   * @param {string[]} sentences a line each
   * @param {boolean} describes whether a screen reader is told by nothing else
   */
  on(element, roles, sentences, describes) {
    for (const other of this.#lit) if (!roles.has(other)) setAttribute(other, ATTRIBUTE.role, null)
    for (const [other, role] of roles) setAttribute(other, ATTRIBUTE.role, role)
    this.#lit = new Set(roles.keys())
    const lines = sentences.filter((line) => line !== '')
    if (this.#beside === element && this.#hint.textContent === lines.join('')) return
    this.#hide()
    if (lines.length === 0) return
    this.#beside = element
    this.#hint.replaceChildren(...lines.map((line) => create('p', undefined, line)))
    documentHas('body')?.append(this.#hint)
    this.#place()
    if (describes && rootOf(element) === document) this.#describe(element)
    const follow = () => this.#place()
    this.#stops = [
      listen(window, 'scroll', follow, true),
      listen(window, 'resize', follow),
      listen(window, 'keydown', (event) => { if (event.key === 'Escape') this.#hint.remove() }, true),
    ]
  }

  off() {
    for (const element of this.#lit) setAttribute(element, ATTRIBUTE.role, null)
    this.#lit.clear()
    this.#hide()
  }

  #hide() {
    this.#describe(undefined)
    this.#hint.remove()
    this.#beside = undefined
    for (const stop of this.#stops) stop()
    this.#stops = []
  }

  /** @param {Element | undefined} element */
  #describe(element) {
    const before = this.#described
    if (before) undescribe(before, this.#hint.id)
    this.#described = element
    if (element) setAttribute(element, ATTRIBUTE.describedBy, [attributeOf(element, ATTRIBUTE.describedBy), this.#hint.id].filter(Boolean).join(' '))
  }

  /** Below the field, above it where only there it is seen whole, and never past the right edge of the page. */
  #place() {
    if (this.#beside === undefined) return
    const field = boxOf(this.#beside)
    this.#hint.hidden = field === null
    if (field === null) return
    const { clientWidth = 0, clientHeight = 0 } = documentHas('documentElement') ?? {}
    const left = Math.max(GAP_PIXELS, Math.min(field.left, clientWidth - this.#hint.offsetWidth - GAP_PIXELS))
    const [below, above] = [field.bottom + GAP_PIXELS, field.top - GAP_PIXELS - this.#hint.offsetHeight]
    const top = below + this.#hint.offsetHeight > clientHeight && above >= 0 ? above : below
    this.#hint.style.setProperty(PROPERTY.hintLeft, `${left + window.scrollX}px`)
    this.#hint.style.setProperty(PROPERTY.hintTop, `${top + window.scrollY}px`)
  }
}
