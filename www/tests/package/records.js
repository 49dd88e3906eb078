/** Records that every engine has to check alike, to the byte: published reports, and what goes wrong in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/command.mjs'

/** @typedef {{ id: string, pack: string, cells: { [address: string]: string } }} Report */

const FOLDER = join(ROOT, 'tests/reports')

/** @type {Report[]} */
const reports = readdirSync(FOLDER).sort().map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))
const whole = /** @type {Report} */ (reports.find(({ id }) => id === 'hongze_2024') ?? reports[0])

/** @param {string} id @param {{ [address: string]: string }} cells what is changed */
const changed = (id, cells) => ({ ...whole, id, cells: { ...whole.cells, ...cells } })

export const RECORDS = [
  ...reports,
  changed('swapped', { 'requests.new.person': whole.cells['requests.new.total'] ?? '', 'requests.new.total': whole.cells['requests.new.person'] ?? '' }),
  changed('unreadable', { 'requests.new.person': '三十O', 'fees.charges.amount': '1,2' }),
  changed('far', { 'requests.new.person': '99999999999999999999999999999999999999', 'requests.decided.person': '-1', 'disputes.review.total': '0.5' }),
  changed('with prose', { 'requests.new.total': '１２　件' }),
]
