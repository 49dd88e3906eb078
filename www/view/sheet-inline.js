/**
 * The style sheet from text that stands in the script itself: no bundler has to know of it, no request is made, and no
 * policy forbids it. Takes the place of `sheet.js` in the package. A browser without constructed sheets (Chromium before 73,
 * Firefox before 101, Safari before 16.4) is given `gouji.css` by the page.
 *
 * In: a tree. Out: the sheet among those that it adopts. Must not know: what it styles.
 */
import text from 'gouji:css'

/** @param {Node} root @returns {root is Document | ShadowRoot} */
const adopts = (root) => 'adoptedStyleSheets' in root

/**
 * @param {Node} root a document or a shadow root
 * @returns {{ loaded: Promise<void>, remove: () => void }}
 */
export function addSheet(root) {
  const loaded = Promise.resolve()
  if (!adopts(root)) return { loaded, remove: () => undefined }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  return {
    loaded,
    remove() { root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet) },
  }
}
