/**
 * The rule that the focus is in: its other cells lit by the part they play, and one sentence beside the field.
 *
 * In: the elements of a rule's cells with their roles, a sentence. Out: an attribute on each, and a hint that covers no
 * field being typed in. Must not know: results.
 */
import { create, documentHas, listen, setAttribute } from '../host.js'
import { ATTRIBUTE, CLASS, PROPERTY } from '../names.js'
import { boxOf } from './box.js'

/** @import { Role } from '../contract.js' */

const GAP_PIXELS = 6

export class Light {
  /** @type {Set<Element>} */
  #lit = new Set()
  #hint = create('div', CLASS.hint)
  /** @type {Element | undefined} */
  #beside
  /** @type {(() => void)[]} */
  #stops = []

  constructor() {
    // The field's own description says the same to a screen reader.
    this.#hint.setAttribute('aria-hidden', 'true')
  }

  /**
   * @param {Element} element the field that has the focus
   * @param {Map<Element, Role>} roles
   * @param {string[]} sentences a line each
   */
  on(element, roles, sentences) {
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
    this.#stops = [
      listen(window, 'scroll', () => this.#place(), true),
      listen(window, 'resize', () => this.#place()),
      listen(window, 'keydown', (event) => { if (event.key === 'Escape') this.#hint.remove() }, true),
    ]
  }

  off() {
    for (const element of this.#lit) setAttribute(element, ATTRIBUTE.role, null)
    this.#lit.clear()
    this.#hide()
  }

  #hide() {
    this.#hint.remove()
    this.#beside = undefined
    for (const stop of this.#stops) stop()
    this.#stops = []
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
