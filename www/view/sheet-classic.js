/**
 * The style sheet for the classic script: as the package has it, and in browsers that can't construct sheets (Chromium before 73,
 * Firefox before 101, Safari before 16.4) as the file beside the script.
 */
import { beside } from '../classic/beside.js'
import { addSheetFrom } from './sheet-link.js'
import { addSheet as addConstructed } from './sheet-inline.js'

/**
 * @param {Node} root a document or a shadow root
 * @returns {{ loaded: Promise<void>, remove: () => void }} `loaded` is kept even where the sheet can't be had
 */
export function addSheet(root) {
  return 'adoptedStyleSheets' in root ? addConstructed(root) : addSheetFrom(beside('gouji.css'), root)
}
