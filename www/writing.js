/**
 * A text put where a person would have typed it.
 *
 * In: a field, or a part of the page that is edited. Out: the text in it, and the events that typing gives, so that the page's own model
 * sees it. Must not know: cells.
 */
import { isSameFigure } from './figures.js'
import { all, childrenOf, dispatch, documentHas, kindOf, nodeTypeOf, pageOf } from './host.js'

/** What was put into a field last. @type {WeakMap<Element, string>} */
const latest = new WeakMap()
let writing = false
/** What waits until the page has drawn what was written. @type {(() => void)[]} */
let waiting = []
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving

/** Whether events come from here: what they say is read once all is written. */
export const isWriting = () => writing

/** @param {() => void} work */
function asWriter(work) {
  writing = true
  try {
    work()
  } finally {
    writing = false
  }
}

/**
 * Through the prototype's setter: frameworks replace `value` on the element itself.
 * @param {Element} field
 * @param {string} text
 */
export function writeField(field, text) {
  const owner = { input: HTMLInputElement, select: HTMLSelectElement, textarea: HTMLTextAreaElement }[kindOf(field)]
  const input = /** @type {HTMLInputElement} */ (field)
  const shows = () => isSameFigure(input.value, text)
  const insist = () => {
    if (owner === HTMLInputElement && latest.get(field) === text && !shows()) pasteOver(input, text)
  }
  latest.set(field, text)
  asAPerson(field, () => {
    if (owner) Object.getOwnPropertyDescriptor(owner.prototype, 'value')?.set?.call(field, text)
    else input.value = text
    dispatch(field, new Event('input', { bubbles: true, composed: true }))
    dispatch(field, new Event('change', { bubbles: true }))
    insist()
  }, insist)
}

/**
 * Fields with a mask keep a figure of their own and show that again: they take another from keys and from the clipboard alone.
 * @param {HTMLInputElement} field
 * @param {string} text
 */
function pasteOver(field, text) {
  const focused = documentHas('activeElement', pageOf(field))
  field.select()
  dispatch(field, Object.assign(new Event('paste', { bubbles: true, cancelable: true, composed: true }), { clipboardData: { getData: () => text } }))
  if (focused === field) return
  // Some go to the field themselves, and keep the figure when it is left.
  if (documentHas('activeElement', pageOf(field)) !== field) dispatch(field, new Event('blur'))
  field.blur()
  focused?.focus({ preventScroll: true })
}

/**
 * Where the figure stood before, so that its font and colour stay.
 * @param {Element} cell
 * @param {string} text
 */
export function writeText(cell, text) {
  const nodes = textNodes(cell)
  const node = nodes.find((each) => each.nodeValue?.trim()) ?? nodes[0] ?? (all(cell, 'p, div, span')[0] ?? cell).appendChild(pageOf(cell).createTextNode(''))
  for (const each of nodes) if (each !== node) each.nodeValue = ''
  node.nodeValue = text
  dispatch(cell, new Event('input', { bubbles: true, composed: true }))
}

/** An element that is edited by itself. @param {Element} element @param {string} text */
export function writeEditable(element, text) {
  asAPerson(element, () => writeText(element, text))
}

/**
 * Some libraries take a text over, and some pages check it, only from a field that was come to and is left.
 * @param {Element} element
 * @param {() => void} write
 * @param {() => void} [afterwards] once the page has drawn what was written
 */
function asAPerson(element, write, afterwards = () => {}) {
  const isAway = () => documentHas('activeElement', pageOf(element)) !== element
  const away = isAway()
  asWriter(() => {
    if (away) dispatch(element, new Event('focus'))
    write()
  })
  waiting.push(() => {
    if (away && isAway()) dispatch(element, new Event('blur'))
    afterwards()
  })
  // A person leaves a field when the page has drawn what was typed. All fields of one step at once: the page is checked when they stand.
  clearTimeout(leaving)
  leaving = setTimeout(() => {
    const due = waiting
    waiting = []
    asWriter(() => { for (const each of due) each() })
  })
}

/** @param {Node} node @returns {Node[]} */
const textNodes = (node) => [...childrenOf(node)].flatMap((child) => (nodeTypeOf(child) === Node.TEXT_NODE ? [child] : textNodes(child)))
