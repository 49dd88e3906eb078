/** The seed's table as records, a row each and a field for each column. Must not know gouji. */
import { COLUMNS, COMPUTED, figures, ROWS, totalOf } from './seed.js'

/** @returns {{ id: string, label: string, [column: string]: string }[]} */
export function recordRows() {
  const typed = figures()
  const rows = ROWS.map(([id, label]) => ({ id, label, ...Object.fromEntries(COLUMNS.map(([column]) => [column, typed[`${id}.${column}`]])) }))
  rows.forEach(sum)
  return rows
}

/** Whether the page computes a column. @param {string} column */
export const isComputed = (column) => COMPUTED && column === 'total'

/** The page's own sum. @param {{ [column: string]: string }} row */
export function sum(row) {
  if (COMPUTED) row.total = totalOf(Object.fromEntries(COLUMNS.map(([column]) => [`x.${column}`, row[column]])), 'x')
}

/** Where `row.column` stands. @param {string} cell @returns {[number, string]} */
export function at(cell) {
  const [row, column] = cell.split('.')
  return [ROWS.findIndex(([id]) => id === row), column]
}
