/**
 * The style sheet, once a tree, for as long as one watch needs it.
 *
 * In: the trees that fields and panels are in. Out: the sheet in each. Must not know: where the sheet comes from, what it styles.
 */
import { addSheet } from './sheet.js'

/** @type {WeakMap<Node, ReturnType<typeof addSheet> & { users: number }>} */
const sheets = new WeakMap()

/**
 * @param {Node} root a document or a shadow root
 * @returns {{ loaded: Promise<void>, release: () => void }} `loaded` is kept even where the sheet can't be had
 */
export function useStylesheet(root) {
  const sheet = sheets.get(root) ?? { ...addSheet(root), users: 0 }
  sheets.set(root, sheet)
  sheet.users += 1
  return {
    loaded: sheet.loaded,
    release() {
      sheet.users -= 1
      if (sheet.users > 0) return
      sheet.remove()
      sheets.delete(root)
    },
  }
}
