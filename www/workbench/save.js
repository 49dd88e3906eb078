/**
 * Records, or the sheets of a workbook → a file that the person keeps.
 *
 * In: records, sheets. Out: a download made on this machine. Must not know: results, what is drawn.
 */
import { create } from '../host.js'
import { workbook } from './workbook.js'

/** @import { Record } from '../contract.js' */
/** @import { Sheet } from './workbook.js' */

/** @param {Record | Record[]} records one is saved as itself, several as an array @param {string} name the file's, without an ending */
export function saveRecords(records, name) {
  save(new Blob([`${JSON.stringify(records, null, 2)}\n`], { type: 'application/json' }), `${fileName(name)}.json`)
}

/** @param {Sheet[]} sheets @param {string} name the file's, without an ending */
export function saveWorkbook(sheets, name) { save(workbook(sheets), `${fileName(name)}.xlsx`) }

/** @param {Blob} content @param {string} name */
function save(content, name) {
  const address = URL.createObjectURL(content)
  const link = create('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address))
}

/** Without what file systems refuse. @param {string} name */
const fileName = (name) => name.replace(/[\\/:*?"<>|\s]+/gu, '-').replace(/^-|-$/gu, '').slice(0, 80) || 'gouji'
