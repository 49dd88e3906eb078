/**
 * A text put where a person would have typed it.
 *
 * In: a field, or a part of the page that is edited. Out: the text in it, and the events that typing gives, so that the page's own model
 * sees it. Must not know: cells.
 */
import { all, childrenOf, dispatch, documentHas, kindOf, nodeTypeOf, pageOf } from './host.js'

/**
 * Through the prototype's setter: frameworks replace `value` on the element itself.
 * @param {Element} field
 * @param {string} text
 */
export function writeField(field, text) {
  const owner = { input: HTMLInputElement, select: HTMLSelectElement, textarea: HTMLTextAreaElement }[kindOf(field)]
  asAPerson(field, () => {
    Object.getOwnPropertyDescriptor(owner?.prototype ?? {}, 'value')?.set?.call(field, text)
    dispatch(field, new Event('input', { bubbles: true, composed: true }))
    dispatch(field, new Event('change', { bubbles: true }))
  })
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
 */
function asAPerson(element, write) {
  const away = documentHas('activeElement', pageOf(element)) !== element
  if (away) dispatch(element, new Event('focus'))
  write()
  // A person leaves a field when the page has drawn what was typed.
  if (away) setTimeout(() => { if (documentHas('activeElement', pageOf(element)) !== element) dispatch(element, new Event('blur')) })
}

/** @param {Node} node @returns {Node[]} */
const textNodes = (node) => [...childrenOf(node)].flatMap((child) => (nodeTypeOf(child) === Node.TEXT_NODE ? [child] : textNodes(child)))
