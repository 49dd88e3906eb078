/**
 * What a reader sees written in a part of the page.
 *
 * In: a node. Out: its text in one line, without what is typed or chosen in fields. Must not know: tables, cells.
 */
import { attributeOf, childrenOf, isElement, kindOf, nodeTypeOf } from './host.js'

const NO_TEXT = new Set(['input', 'select', 'textarea', 'button', 'script', 'style', 'template', 'noscript', 'table', 'option'])
const BREAKS = new Set(['br', 'p', 'div', 'li', 'td', 'th', 'tr', 'label', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'legend', 'fieldset'])

/** Two letters that stand together: no figure, and no slip of a figure. Written out, because V8 of 2017 knows no `\p{L}`. */
const LABEL = /[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0370-\u1FFF\u3005-\u3007\u3041-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{323AF}]{2}/u

/** Whether a text can be a label. @param {string} text */
export const isLabel = (text) => LABEL.test(text)

/**
 * @param {Node} node
 * @param {(element: Element) => boolean} [without] parts of it that are left out
 */
export function textOf(node, without = () => false) {
  /** @type {string[]} */
  const pieces = []
  collect(node, pieces, without)
  return pieces.join('').replace(/\s+/gu, ' ').trim()
}

/** @param {Element} element */
export const holdsNoText = (element) => NO_TEXT.has(kindOf(element)) || attributeOf(element, 'hidden') !== null

/** @param {Node} node @param {string[]} pieces @param {(element: Element) => boolean} without */
function collect(node, pieces, without) {
  if (nodeTypeOf(node) === Node.TEXT_NODE) {
    pieces.push(node.nodeValue ?? '')
    return
  }
  for (const child of childrenOf(node)) {
    if (isElement(child)) {
      if (holdsNoText(child) || without(child)) continue
      if (BREAKS.has(kindOf(child))) pieces.push(' ')
    }
    collect(child, pieces, without)
  }
}
