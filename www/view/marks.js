/**
 * Marks on the page's own fields, and the way back to what stood there.
 *
 * In: which elements are marked as what. Out: attributes on them, and a hidden text that a screen reader reads with the
 * field. A page may wipe both while it re-renders: `keep` puts them back. Must not know: cells, results.
 */
import { attributeOf, create, documentHas, freshId, isField, nodeTypeOf, rootOf, setAttribute } from '../host.js'
import { ATTRIBUTE, CLASS } from '../names.js'
import { undescribe } from './light.js'

/** @import { Mark } from './marking.js' */

/** @typedef {{ mark: Mark, firm: boolean, describedBy: string | null, invalid: string | null, text: HTMLElement }} Shown */

const MOST_TEXTS = 4
/** Where a mark says that the field's own figure is wrong, and not only that it may be. */
const INVALID = new Set(['refused', 'suspect'])

export class Marks {
  /** @type {Map<Element, Shown>} */
  #shown = new Map()
  /** Hidden texts must lie in the tree that the field is in. @type {Map<Node, HTMLElement>} */
  #shelves = new Map()

  /** @param {Element} element */
  has(element) { return this.#shown.has(element) }

  /**
   * Shows these marks and no others.
   * @param {Map<Element, Mark>} wanted
   * @param {boolean} firm `false` while a person types: a mark that is new then is drawn softly and not announced
   */
  show(wanted, firm) {
    for (const element of this.#shown.keys()) if (!wanted.has(element)) this.#unmark(element)
    for (const [element, mark] of wanted) this.#mark(element, mark, firm)
  }

  /** What is shown softly becomes firm. */
  settle() {
    for (const [element, shown] of this.#shown) if (!shown.firm) this.#mark(element, shown.mark, true)
  }

  /** Puts back what a re-rendering page has wiped. */
  keep() {
    for (const [element, shown] of this.#shown) this.#write(element, shown)
  }

  remove() {
    for (const element of [...this.#shown.keys()]) this.#unmark(element)
    for (const shelf of this.#shelves.values()) shelf.remove()
    this.#shelves.clear()
  }

  /** @param {Element} element @param {Mark} mark @param {boolean} firm */
  #mark(element, mark, firm) {
    const before = this.#shown.get(element) ?? {
      firm: false,
      describedBy: attributeOf(element, ATTRIBUTE.describedBy),
      invalid: attributeOf(element, ATTRIBUTE.invalid),
      text: this.#shelve(element),
    }
    const { text } = before
    const words = mark.texts.filter((line) => line !== '').slice(0, MOST_TEXTS).join(' ')
    if (text.textContent !== words) text.textContent = words
    const shown = { ...before, mark, firm: firm || before.firm }
    this.#shown.set(element, shown)
    this.#write(element, shown)
  }

  /** @param {Element} element @param {Shown} shown */
  #write(element, shown) {
    const { mark, firm, text } = shown
    setAttribute(element, ATTRIBUTE.mark, firm ? mark.kind : `${mark.kind}-soft`)
    const describedBy = attributeOf(element, ATTRIBUTE.describedBy)
    if (!describedBy?.split(/\s+/u).includes(text.id)) {
      // Either nothing is described yet or the page has written anew: what stands there is the page's own.
      shown.describedBy = describedBy
      setAttribute(element, ATTRIBUTE.describedBy, describedBy ? `${describedBy} ${text.id}` : text.id)
    }
    // Text is not a widget: `aria-invalid` has no meaning on it.
    if (!isField(element)) return
    if (firm && INVALID.has(mark.kind)) setAttribute(element, ATTRIBUTE.invalid, 'true')
    else if (attributeOf(element, ATTRIBUTE.invalid) === 'true') setAttribute(element, ATTRIBUTE.invalid, shown.invalid)
  }

  /** @param {Element} element */
  #unmark(element) {
    const shown = this.#shown.get(element)
    if (shown === undefined) return
    this.#shown.delete(element)
    setAttribute(element, ATTRIBUTE.mark, null)
    const { describedBy, invalid, text } = shown
    const present = attributeOf(element, ATTRIBUTE.describedBy)
    const ours = describedBy ? `${describedBy} ${text.id}` : text.id
    if (present === ours) setAttribute(element, ATTRIBUTE.describedBy, describedBy)
    else undescribe(element, text.id)
    if (isField(element) && attributeOf(element, ATTRIBUTE.invalid) === 'true') setAttribute(element, ATTRIBUTE.invalid, invalid)
    text.remove()
  }

  /** @param {Element} element */
  #shelve(element) {
    const root = rootOf(element)
    let shelf = this.#shelves.get(root)
    if (shelf === undefined) {
      shelf = create('div', CLASS.descriptions)
      shelf.hidden = true
      if (root instanceof ShadowRoot) root.append(shelf)
      else if (nodeTypeOf(root) === Node.DOCUMENT_NODE) documentHas('body', root)?.append(shelf)
      this.#shelves.set(root, shelf)
    }
    const text = create('span')
    text.id = freshId(CLASS.descriptions)
    shelf.append(text)
    return text
  }
}
