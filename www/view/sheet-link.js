/**
 * A style sheet as a file, so that `style-src 'self'` is enough.
 *
 * In: its address, a tree. Out: a link in it. Must not know: what it styles.
 */
import { create, documentHas, nodeTypeOf } from '../host.js'

const LOAD_MILLISECONDS = 2000

/**
 * @param {string} address
 * @param {Node} root a document or a shadow root
 * @returns {{ loaded: Promise<void>, remove: () => void }} `loaded` is kept even where the sheet can't be had
 */
export function addSheetFrom(address, root) {
  const element = create('link')
  element.rel = 'stylesheet'
  element.href = address
  const loaded = new Promise((/** @type {(value: void) => void} */ resolve) => {
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => resolve())
    setTimeout(resolve, LOAD_MILLISECONDS)
  })
  if (root instanceof ShadowRoot) root.append(element)
  else if (nodeTypeOf(root) === Node.DOCUMENT_NODE) documentHas('head', root)?.append(element)
  return { loaded, remove: () => element.remove() }
}
