/**
 * jspreadsheet CE (tried with 5.0): labels in nested headers, merged cells, column titles or plain cells.
 *
 * In: a worksheet of the library. Out: an adapter. Reads the data, never the rendered text: masks and formulas are drawn
 * differently.
 *
 * @example
 * import { attach } from 'gouji'
 * import { jspreadsheet } from 'gouji/adapters/jspreadsheet'
 *
 * const [worksheet] = createSpreadsheet(document.querySelector('#sheet'), { worksheets: [{ data, … }] })
 * const watch = await attach('#sheet', { pack: 'cn-gov-disclosure-2021', adapter: jspreadsheet(worksheet) })
 */
import { listen } from '../host.js'
import { spreadsheet } from './spreadsheet.js'

/** @import { Adapter } from '../contract.js' */

/**
 * @typedef {object} Worksheet what is asked of a worksheet
 * @property {() => unknown[][]} getData
 * @property {(column: number, row: number, processed?: boolean) => unknown} getValueFromCoords
 * @property {(column: number, row: number, value: string) => void} setValueFromCoords
 * @property {(column: number, row: number) => Element | null} getCellFromCoords
 * @property {(cell: string) => boolean} isReadOnly
 * @property {(column1: number, row1: number, column2: number, row2: number) => void} updateSelectionFromCoords
 * @property {() => { [cell: string]: [number, number] }} getMerge
 * @property {(index: number) => string} getHeader
 * @property {any} options
 * @property {HTMLElement} element
 */

/** @param {Worksheet} worksheet @returns {() => Adapter} for the option `adapter` of `attach` */
export const jspreadsheet = (worksheet) => () => spreadsheet({
  height: () => worksheet.getData().length,
  width: () => worksheet.getData()[0]?.length ?? 0,
  text: (row, column) => textOf(worksheet.getValueFromCoords(column, row, true)),
  write: (row, column, text) => worksheet.setValueFromCoords(column, row, text),
  isWritable: (row, column) => !isFixed(worksheet, row, column),
  head: () => headOf(worksheet),
  spans: () => spansOf(worksheet),
  drawn: (row, column) => cellOf(worksheet, row, column),
  focus: (row, column) => {
    cellOf(worksheet, row, column)?.scrollIntoView({ block: 'center', inline: 'nearest' })
    worksheet.updateSelectionFromCoords(column, row, column, row)
  },
  // The library has no listeners to be added beside the page's own: the keys that end an edit say enough, and the poll hears the rest.
  follow: (changed, moved) => {
    const soon = () => { setTimeout(changed) }
    const stops = ['keyup', 'focusout', 'paste', 'mouseup'].map((type) => listen(worksheet.element, type, soon, true))
    let shape = shapeOf(worksheet)
    const timer = setInterval(() => {
      if (shapeOf(worksheet) !== shape) moved()
      shape = shapeOf(worksheet)
    }, 300)
    return () => {
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  },
})

/** @param {unknown} value */
const textOf = (value) => (value === null || value === undefined ? '' : String(value))

/** @param {Worksheet} worksheet @param {number} row @param {number} column */
function cellOf(worksheet, row, column) {
  const cell = worksheet.getCellFromCoords(column, row)
  // Rows of another page are kept outside of the document.
  return cell?.isConnected ? cell : null
}

/** Read-only, or the sum of others. @param {Worksheet} worksheet @param {number} row @param {number} column */
function isFixed(worksheet, row, column) {
  const raw = textOf(worksheet.getData()[row]?.[column])
  return raw.startsWith('=') || worksheet.getCellFromCoords(column, row)?.classList.contains('readonly') === true
    || worksheet.options.columns?.[column]?.readOnly === true
}

/** @param {Worksheet} worksheet */
function headOf(worksheet) {
  const { nestedHeaders = [], columns = [] } = worksheet.options
  const nested = nestedHeaders.map((/** @type {any[]} */ line) => line.map(({ title, colspan }) => ({ text: textOf(title), columns: Number(colspan ?? 1) })))
  const titled = columns.some((/** @type {any} */ column) => column?.title)
  return titled ? [...nested, columns.map((/** @type {any} */ column) => ({ text: textOf(column.title) }))] : nested
}

/** @param {Worksheet} worksheet */
function spansOf(worksheet) {
  return Object.entries(worksheet.getMerge() ?? {}).map(([name, [columns, rows]]) => {
    const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/u.exec(name) ?? []
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    return { row: Number(digits) - 1, column, rows, columns }
  })
}

/** @param {Worksheet} worksheet */
const shapeOf = (worksheet) => `${worksheet.getData().length} ${JSON.stringify(worksheet.getMerge())}`
