/**
 * The readers of documents, for the classic script: a module can't be asked for in the language of its browsers. Last year's
 * figures are given as a record, a table or typed. Takes the place of `reader.js`.
 */

/** @import { AttachOptions } from '../contract.js' */

/** @param {string} address @returns {AttachOptions['read']} */
export function readerAt(address) {
  console.warn(`gouji: ${address} is not loaded: the classic script has no readers of documents. gouji.js has them.`)
  return undefined
}
