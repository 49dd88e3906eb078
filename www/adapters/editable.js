/**
 * Tables inside a text that is edited as a whole: `contenteditable`, UEditor and other rich-text editors, also in a frame.
 *
 * In: the element that is edited. Out: an adapter for the cells of its tables in which figures stand. Marks are laid over the cells;
 * nothing is ever written into the text but a figure that a person asked for, so that what is saved is the same with gouji and
 * without. Editors that keep a model of their own give `read` and `write`.
 *
 * @example
 * import { attach } from 'gouji'
 * import { editable } from 'gouji/adapters/editable'
 *
 * const body = ueditor.body                                   // the element that is edited, in its frame
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: editable(() => body) })
 */
import { mayBeFigure } from '../figures.js'
import { readTables } from '../grids.js'
import { all, closest, contains, isElement, listen } from '../host.js'
import { writeText } from '../writing.js'

/** @import { Adapter, Heard, Place } from '../contract.js' */

/**
 * @typedef {object} Editing what an editor does its own way
 * @property {(cell: Element) => string} [read]
 * @property {(cell: Element, text: string) => void} [write]
 * @property {() => boolean} [isReadOnly]
 * @property {(changed: () => void) => (() => void)} [follow] further news of changes; returns the way to stop
 */

const CELLS = 'td, th'
const POLL_MILLISECONDS = 300
/** Editors keep empty cells open with characters of no width. */
const UNSEEN = /[\u200b\u2060\ufeff]/gu

/**
 * @param {() => Element | null | undefined} root asked again each time: editors are destroyed and made anew
 * @param {Editing} [editing]
 * @returns {(form: Element) => Adapter} for the option `adapter` of `attach`
 */
export const editable = (root, editing = {}) => (form) => {
  /** @type {WeakMap<Element, Place>} */
  const places = new WeakMap()
  const read = editing.read ?? textOf
  /** @param {Element} cell */
  const placeOf = (cell) => {
    const place = places.get(cell) ?? { element: cell, names: [], address: null, writable: true, visible: true, drawn: () => cell, focus: () => goTo(cell) }
    places.set(cell, place)
    place.writable = editing.isReadOnly?.() !== true && cell.getAttribute('contenteditable') !== 'false'
    return place
  }
  const tables = () => /** @type {HTMLTableElement[]} */ (tablesIn(root()))
  // A figure that was replaced by a word is still the figure's cell.
  const figures = () => tables().flatMap((table) => all(table, CELLS)).filter((cell) => places.has(cell) || mayBeFigure(read(cell))).map(placeOf)
  return {
    cells: figures,
    shown: placeOf,
    read: (place) => read(place.element),
    write: (place, text) => (editing.write ?? writeText)(place.element, text),
    grids: () => readTables(root() ?? form, figures(), tables()),
    follow: (heard) => follow(root, editing, heard),
  }
}

/** @param {Element | null | undefined} root */
const tablesIn = (root) => (root ? all(root, 'table').filter((table) => all(table, 'table').length === 0) : [])

/** @param {Element} cell */
const textOf = (cell) => (cell.textContent ?? '').replace(UNSEEN, '').trim()

/** @param {Element} cell */
function goTo(cell) {
  cell.scrollIntoView({ block: 'center', inline: 'nearest' })
  const host = /** @type {HTMLElement | null} */ (closest(cell, '[contenteditable="true"], [contenteditable=""], body'))
  host?.focus({ preventScroll: true })
  cell.ownerDocument.getSelection()?.selectAllChildren(cell)
}

/** The cell that the caret is in. @param {Element} root */
function cellAtCaret(root) {
  const node = root.ownerDocument.getSelection()?.anchorNode
  const element = isElement(node) ? node : node?.parentElement
  return element && contains(root, element) ? closest(element, CELLS) : null
}

/** @param {() => Element | null | undefined} root @param {Editing} editing @param {Heard} heard */
function follow(root, editing, heard) {
  const element = root()
  let composing = false
  let stopped = false
  /** @type {Element | null} */
  let current = null
  const poll = () => { if (!stopped && !composing) heard.edited(null, false) }
  const typed = () => {
    const cell = element && cellAtCaret(element)
    if (!composing && cell) heard.edited(cell, true)
  }
  const moveTo = (/** @type {Element | null} */ cell) => {
    if (cell === current) return
    if (current) heard.left(current)
    current = cell
    if (cell) heard.entered(cell)
  }
  const observer = new MutationObserver((records) => {
    if (records.some((record) => [...record.addedNodes, ...record.removedNodes].some(isOfTable))) heard.moved()
  })
  if (element) observer.observe(element, { childList: true, subtree: true })
  const page = element?.ownerDocument ?? document
  const on = (/** @type {string} */ type, /** @type {() => void} */ listener) => listen(page, type, listener, true)
  const stops = [
    on('compositionstart', () => { composing = true }),
    on('compositionend', () => { composing = false; setTimeout(typed) }),
    on('input', () => setTimeout(typed)),
    on('selectionchange', () => moveTo(element ? cellAtCaret(element) : null)),
    on('focusout', () => moveTo(null)),
    editing.follow?.(() => setTimeout(poll)) ?? (() => {}),
  ]
  const timer = setInterval(poll, POLL_MILLISECONDS)
  return () => {
    stopped = true
    clearInterval(timer)
    observer.disconnect()
    for (const stop of stops) stop()
  }
}

/** @param {Node} node */
const isOfTable = (node) => isElement(node) && (/^(?:table|tbody|thead|tr|td|th)$/u.test(node.localName) || all(node, 'table').length > 0)
