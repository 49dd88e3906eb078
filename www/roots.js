/**
 * The trees that a form reaches into: its own, open shadow roots, and frames of the same origin.
 *
 * In: a form or any element. Out: every root below it in which fields may stand. Must not know: fields, figures.
 */
import { all, childrenOf, closest, isElement, kindOf, listen, nodeTypeOf, parentOf, rootOf, shadowOf, windowOf } from './host.js'

/**
 * @param {Element | Document | ShadowRoot} top
 * @returns {(Element | Document | ShadowRoot)[]} `top` first, then what it holds, in the order of the document
 */
export function rootsIn(top) {
  const own = isElement(top) ? [top] : []
  const inner = [...own, ...all(top, '*')].flatMap((element) => shadowOf(element) ?? documentIn(element) ?? [])
  return [top, ...inner.flatMap(rootsIn)]
}

/** The element whose shadow tree a node is in. @param {Node} node @returns {Element | null} */
export function hostOf(node) {
  const root = rootOf(node)
  return nodeTypeOf(root) === Node.DOCUMENT_FRAGMENT_NODE ? /** @type {ShadowRoot} */ (root).host ?? null : null
}

/** What stands around an element, also outside of its shadow tree. @param {Element} element @returns {Element | null} */
export const outside = (element) => parentOf(element) ?? hostOf(element)

/** The nearest that fits, itself or around it, also outside of its shadow tree. @param {Element} element @param {string} selector @returns {Element | null} */
export function closestAround(element, selector) {
  const found = closest(element, selector)
  const host = found ? null : hostOf(element)
  return host ? closestAround(host, selector) : found
}

/** A component that shows nothing of itself: its shadow root is closed. @param {Element} element */
export const isClosed = (element) => kindOf(element).includes('-') && !shadowOf(element) && childrenOf(element).length === 0

/** What can't be looked into. @param {Element} form */
export const closedIn = (form) => rootsIn(form).flatMap((root) => all(root, '*')).filter(isClosed)

/** The document of a frame, where the page may look into it. @param {Element} element @returns {Document | null} */
export function documentIn(element) {
  if (kindOf(element) !== 'iframe') return null
  try {
    return /** @type {HTMLIFrameElement} */ (element).contentDocument
  } catch {
    return null
  }
}

/**
 * Listens in every window and shadow root: the events of a frame don't reach the page around it, and neither `change` nor a
 * focus that moves inside of a shadow tree leaves that tree.
 * @param {(Element | Document | ShadowRoot)[]} roots
 * @param {string} type
 * @param {(event: any) => void} listener called once for each event
 */
export function listenInAll(roots, type, listener) {
  const heard = new WeakSet()
  const once = (/** @type {Event} */ event) => {
    if (heard.has(event)) return
    heard.add(event)
    listener(event)
  }
  const windows = roots.map(windowOf)
  const shadows = roots.filter((root) => nodeTypeOf(root) === Node.DOCUMENT_FRAGMENT_NODE)
  const stops = [...new Set([...windows, ...shadows])].map((target) => listen(target, type, once, true))
  return () => { for (const stop of stops) stop() }
}
