/**
 * Handsontable (tried with 18.1): labels in nested headers, in merged cells or in plain cells; 12 of 500 rows are in the page.
 *
 * In: a table of the library. Out: an adapter. Marks lie over the cells and leave `className`, `valid` and the data alone.
 *
 * @example
 * import { attach } from 'gouji'
 * import { handsontable } from 'gouji/adapters/handsontable'
 *
 * const table = new Handsontable(document.querySelector('#sheet'), { data, … })
 * const watch = await attach('#sheet', { pack: 'cn-gov-disclosure-2021', adapter: handsontable(table) })
 */
import { spreadsheet } from './spreadsheet.js'

/** @import { Adapter } from '../contract.js' */

/**
 * @typedef {object} Table what is asked of a Handsontable
 * @property {() => number} countRows
 * @property {() => number} countCols
 * @property {(row: number, column: number) => unknown} getDataAtCell
 * @property {(row: number, column: number, value: string, source: string) => void} setDataAtCell
 * @property {(row: number, column: number) => { readOnly?: boolean }} getCellMeta
 * @property {(row: number, column: number) => Element | null} getCell
 * @property {(row: number, column: number) => unknown} selectCell
 * @property {() => any} getSettings
 * @property {(name: string) => any} getPlugin
 * @property {(column: number) => unknown} getColHeader
 * @property {(name: string, listener: () => void) => void} addHook
 * @property {(name: string, listener: () => void) => void} removeHook
 * @property {boolean} isDestroyed
 */

const CHANGES = ['afterChange', 'afterUndo', 'afterRedo']
const MOVES = ['afterLoadData', 'afterUpdateData', 'afterCreateRow', 'afterRemoveRow', 'afterCreateCol', 'afterRemoveCol', 'afterMergeCells', 'afterUnmergeCells', 'afterColumnSort', 'afterFilter', 'afterUpdateSettings']

/** @param {Table} table @returns {() => Adapter} for the option `adapter` of `attach` */
export const handsontable = (table) => () => spreadsheet({
  height: () => (table.isDestroyed ? 0 : table.countRows()),
  width: () => (table.isDestroyed ? 0 : table.countCols()),
  text: (row, column) => (table.isDestroyed ? '' : textOf(table.getDataAtCell(row, column))),
  write: (row, column, text) => table.setDataAtCell(row, column, text, 'gouji'),
  isWritable: (row, column) => table.getCellMeta(row, column).readOnly !== true,
  head: () => headOf(table),
  spans: () => spansOf(table),
  drawn: (row, column) => (table.isDestroyed ? null : table.getCell(row, column)),
  focus: (row, column) => table.selectCell(row, column),
  follow: (changed, moved) => {
    for (const name of CHANGES) table.addHook(name, changed)
    for (const name of MOVES) table.addHook(name, moved)
    return () => {
      if (table.isDestroyed) return
      for (const name of CHANGES) table.removeHook(name, changed)
      for (const name of MOVES) table.removeHook(name, moved)
    }
  },
})

/** @param {unknown} value */
const textOf = (value) => (value === null || value === undefined ? '' : String(value))

/** @param {Table} table @returns {{ text: string, columns?: number }[][]} */
function headOf(table) {
  const { nestedHeaders, colHeaders } = table.getSettings()
  if (Array.isArray(nestedHeaders)) {
    return nestedHeaders.map((line) => line.map((/** @type {any} */ heading) => (
      typeof heading === 'object' && heading !== null ? { text: textOf(heading.label), columns: heading.colspan ?? 1 } : { text: textOf(heading) })))
  }
  // Letters above the columns are no labels.
  if (!colHeaders || colHeaders === true) return []
  return [Array.from({ length: table.countCols() }, (_, column) => ({ text: textOf(table.getColHeader(column)) }))]
}

/** @param {Table} table */
function spansOf(table) {
  const merged = table.getPlugin('mergeCells')?.mergedCellsCollection?.mergedCells ?? []
  return merged.map((/** @type {any} */ span) => ({ row: span.row, column: span.col, rows: span.rowspan, columns: span.colspan }))
}
