/**
 * Spreadsheets in a page: what Handsontable, jspreadsheet and their like have in common.
 *
 * In: a sheet's own model, through a few questions. Out: places, labels as a grid, marks laid over the cells in sight. Reads and
 * writes the model alone: the page draws only the rows in sight, and draws them anew at each scroll. A further kind of grid
 * needs nothing but these questions answered.
 *
 * @example
 * import { spreadsheet } from 'gouji/adapters/spreadsheet'
 * const adapter = () => spreadsheet({ height: () => rows.length, width: () => 10, text: (r, c) => rows[r][c], write: (r, c, text) => { … }, … })
 * await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter })
 */
import { mayBeFigure } from '../figures.js'
import { contains, create, isElement, listen } from '../host.js'

/** @import { Adapter, GridCell, Heard, LiveGrid, Place } from '../contract.js' */

/** @typedef {{ row: number, column: number, rows: number, columns: number }} Span */

/**
 * @typedef {object} Sheet
 * @property {() => number} height rows of the body
 * @property {() => number} width
 * @property {(row: number, column: number) => string} text what the model holds, not what is drawn
 * @property {(row: number, column: number, text: string) => void} write through the sheet's own door
 * @property {(row: number, column: number) => boolean} [isWritable] every cell where not given
 * @property {() => { text: string, columns?: number }[][]} [head] column headings, outermost first
 * @property {() => Span[]} [spans] merged cells of the body
 * @property {(row: number, column: number) => Element | null} drawn the cell, while it is in sight
 * @property {(row: number, column: number) => void} [focus] brings it into sight and goes there
 * @property {(changed: () => void, moved: () => void) => (() => void)} follow `changed`: a figure; `moved`: rows, columns,
 *   labels; returns the way to stop
 */

/** A model that is changed behind the sheet's back. */
const POLL_MILLISECONDS = 300

/** @param {Sheet} source @returns {Adapter} */
export function spreadsheet(source) {
  /** @type {Map<string, Place & { row: number, column: number }>} */
  const places = new Map()
  const at = (/** @type {number} */ row, /** @type {number} */ column) => {
    const key = `${row},${column}`
    const place = places.get(key) ?? placeAt(source, row, column)
    places.set(key, place)
    place.writable = source.isWritable?.(row, column) ?? true
    return place
  }
  const known = (/** @type {Place} */ place) => /** @type {Place & { row: number, column: number }} */ (place)
  const figures = () => bodyOf(source).filter(({ row, column, text }) => places.has(`${row},${column}`) || mayBeFigure(text)).map(({ row, column }) => at(row, column))
  return {
    cells: figures,
    read: (place) => source.text(known(place).row, known(place).column),
    write: (place, text) => source.write(known(place).row, known(place).column, text),
    shown: (element) => ({ element, names: [], address: null, writable: false, visible: true }),
    grids: () => [gridOf(source, figures())],
    follow: (heard) => follow(source, heard, () => [...places.values()]),
  }
}

/** @param {Sheet} source @param {number} row @param {number} column */
function placeAt(source, row, column) {
  return {
    row,
    column,
    // Stands for the cell, whether it is drawn or not.
    element: create('span'),
    names: [`${row},${column}`],
    address: null,
    writable: true,
    visible: true,
    drawn: () => source.drawn(row, column),
    focus: () => source.focus?.(row, column),
  }
}

/** The cells of the body that no merged cell hides. @param {Sheet} source @returns {{ row: number, column: number, text: string, span?: Span }[]} */
function bodyOf(source) {
  const spans = source.spans?.() ?? []
  const starts = new Map(spans.map((span) => [`${span.row},${span.column}`, span]))
  const hidden = new Set(spans.flatMap(({ row, column, rows, columns }) => Array.from({ length: rows * columns }, (_, index) => (
    `${row + Math.floor(index / columns)},${column + (index % columns)}`))).filter((key) => !starts.has(key)))
  const width = source.width()
  return Array.from({ length: source.height() * width }, (_, index) => ({ row: Math.floor(index / width), column: index % width }))
    .filter(({ row, column }) => !hidden.has(`${row},${column}`))
    .map(({ row, column }) => ({ row, column, text: source.text(row, column), span: starts.get(`${row},${column}`) }))
}

/** @param {Sheet} source @param {Place[]} figures @returns {LiveGrid} */
function gridOf(source, figures) {
  const head = source.head?.() ?? []
  const down = head.length
  const fields = new Map(figures.map((place) => [place.names[0], place]))
  /** @type {GridCell[]} */
  const cells = head.flatMap((line, row) => {
    let column = 0
    return line.map(({ text, columns = 1 }) => {
      const cell = { row, column, text, ...(columns > 1 ? { column_span: columns } : {}) }
      column += columns
      return cell
    })
  })
  /** @type {LiveGrid['cells']} */
  const places = new Map()
  for (const { row, column, text, span } of bodyOf(source)) {
    const place = fields.get(`${row},${column}`)
    cells.push({
      row: row + down,
      column,
      text: place ? '' : text,
      ...(span && span.rows > 1 ? { row_span: span.rows } : {}),
      ...(span && span.columns > 1 ? { column_span: span.columns } : {}),
      ...(place ? { field: /** @type {const} */ (true) } : {}),
    })
    if (place) places.set(`${row + down},${column}`, { element: place.element, places: [place] })
  }
  return { grid: { cells }, cells: places }
}

/** @param {Sheet} source @param {Heard} heard @param {() => Place[]} places */
function follow(source, heard, places) {
  const changed = () => heard.edited(null, false)
  const stop = source.follow(changed, () => heard.moved())
  /** @type {Element | undefined} */
  let current
  // Grids give the focus to the cell that is drawn.
  const stopFocus = listen(document, 'focusin', ({ target }) => {
    const came = isElement(target) ? places().find(({ drawn }) => { const cell = drawn?.(); return cell && contains(cell, target) })?.element : undefined
    if (came === current) return
    if (current) heard.left(current)
    current = came
    if (came) heard.entered(came)
  }, true)
  const timer = setInterval(changed, POLL_MILLISECONDS)
  return () => {
    clearInterval(timer)
    stopFocus()
    stop()
  }
}
