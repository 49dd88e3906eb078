/**
 * What a workbench saved → records again: JSON with one record, or an array of them, or one a line.
 *
 * In: a document. Out: its records; undefined where it is no JSON. Must not know: other kinds of documents, the page.
 */

/** @import { Record } from './contract.js' */

/**
 * @param {ArrayBuffer | string} document
 * @param {string} [name] becomes the `file` of records that name none
 * @returns {Record[] | undefined}
 */
export function recordsIn(document, name) {
  const text = typeof document === 'string' ? document : beginning(document) && new TextDecoder().decode(document)
  if (!text || !/^\uFEFF?\s*[[{]/u.test(text)) return undefined
  const values = parsed(text) ?? lines(text)
  if (values === undefined || values.length === 0 || !values.every(isRecord)) return undefined
  return values.map((record) => (name === undefined || record.file !== undefined ? record : { ...record, file: name }))
}

/** Whether bytes may begin JSON; a file of another kind is not decoded. @param {ArrayBuffer} bytes */
const beginning = (bytes) => /^[\s\u00ef\u00bb\u00bf]*[[{]/u.test(String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(64, bytes.byteLength))))

/** @param {string} text @returns {unknown[] | undefined} */
function parsed(text) {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/u, ''))
    return Array.isArray(value) ? value : [value]
  } catch {
    return undefined
  }
}

/** @param {string} text @returns {unknown[] | undefined} */
function lines(text) {
  const values = text.replace(/^\uFEFF/u, '').split('\n').filter((line) => line.trim() !== '').map((line) => parsed(line)?.[0])
  return values.some((value) => value === undefined) ? undefined : values
}

/** @param {unknown} value @returns {value is Record} */
const isRecord = (value) => typeof value === 'object' && value !== null && 'cells' in value && typeof value.cells === 'object'

/** Whether a figure is a number of JavaScript, which may have been rounded already. @param {Record} record */
export const hasNumbers = ({ cells }) => Object.values(cells).some((figure) => typeof figure === 'number')
