/**
 * The style sheet as the file that lies beside the scripts. The package takes `sheet-inline.js` or `sheet-classic.js` in its
 * place. Must not know: what it styles.
 */
import { addSheetFrom } from './sheet-link.js'

/** @param {Node} root a document or a shadow root */
export const addSheet = (root) => addSheetFrom(new URL('../gouji.css', import.meta.url).href, root)
