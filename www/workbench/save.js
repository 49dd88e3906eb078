/**
 * Records → a file that the person keeps.
 *
 * In: records. Out: a download made on this machine. Must not know: results, what is drawn.
 */
import { create } from '../host.js'

/** @import { Record } from '../contract.js' */

/** @param {Record | Record[]} records one is saved as itself, several as an array @param {string} name the file's, without an ending */
export function saveRecords(records, name) {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(records, null, 2)}\n`], { type: 'application/json' }))
  const link = create('a')
  link.href = address
  link.download = `${fileName(name)}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address))
}

/** Without what file systems refuse. @param {string} name */
const fileName = (name) => name.replace(/[\\/:*?"<>|\s]+/gu, '-').replace(/^-|-$/gu, '').slice(0, 80) || 'gouji'
