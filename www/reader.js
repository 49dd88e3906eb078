/**
 * The readers of documents that a tag names: a module, loaded when the first document is given. In the classic script
 * `classic/reader.js` takes its place.
 *
 * In: the module's address. Out: its `read`. Must not know: what a document is.
 */

/** @import { AttachOptions } from './contract.js' */

/** @param {string} address @returns {AttachOptions['read']} */
export const readerAt = (address) => async (document, options) => (await import(address)).read(document, options)
