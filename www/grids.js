/**
 * Live tables → Grids: what stands in each cell of a table, where, and whether a figure is typed there.
 *
 * In: a form's tables. Out: grids for the engine's aligner, and for each place in a grid the element that it came from.
 * Must not know: packs, addresses.
 */
import { joinSplit } from './joining.js'
import { linesByRole, isRoleCell, ROLE_CELLS, ROLE_TABLES } from './roles.js'
import { all, attributeOf, contains, kindOf, rootOf, styleOf } from './host.js'
import { closestAround, outside, rootsIn } from './roots.js'
import { isLabel, textOf } from './text.js'

/** @import { GridCell, LiveGrid, Place } from './contract.js' */
/** @import { Line } from './roles.js' */

export const TABLES = `table, ${ROLE_TABLES}`
export const CELLS = `td, th, ${ROLE_CELLS}`

/** Of the text before a table the end says what the table is. */
const BEFORE_CHARACTERS = 400
/** HTML's own limits for spans are 65,534 rows and 1,000 columns; no form needs that many. */
const MOST_SPANNED = 500

/**
 * The tables that a form's figures stand in, in the order of the document.
 *
 * @param {Element} form
 * @param {Place[]} places
 * @returns {LiveGrid[]}
 */
export function readGrids(form, places) {
  return readTables(form, places, tablesOf(form, places))
}

/**
 * Those that can be seen, where others can't: a page keeps copies for printing, or for small screens.
 *
 * @param {Element} form
 * @param {Place[]} places
 * @returns {LiveGrid[]}
 */
export function readSeenGrids(form, places) {
  const tables = tablesOf(form, places)
  const seen = tables.filter((table) => !isFoldedAway(table))
  return seen.length < tables.length ? readTables(form, places, seen) : []
}

/** @param {Element | null} element @returns {boolean} */
const isFoldedAway = (element) => element !== null && (styleOf(element).display === 'none' || isFoldedAway(outside(element)))

/**
 * Tables named one by one.
 *
 * @param {Element} form
 * @param {Place[]} places
 * @param {Element[]} tables
 * @returns {LiveGrid[]}
 */
export function readTables(form, places, tables) {
  const placesIn = byCell(places)
  return joinSplit(tables.map((table, index) => {
    const live = readTable(table, placesIn)
    const before = textBetween(tables[index - 1] ?? null, table, form)
    return { ...live, grid: { ...captionOf(table), ...(before ? { before } : {}), ...live.grid } }
  }))
}

/** @param {Element} form @param {Place[]} places */
function tablesOf(form, places) {
  const inside = rootsIn(form).flatMap((root) => all(root, TABLES))
  const around = places.map((place) => closestAround(place.element, TABLES)).filter((table) => table !== null)
  const tables = [...new Set([...inside, ...around])]
  const ownTables = new Set(around)
  // A table that holds others lays the page out: the figures stand in the inner ones, unless it has some of its own.
  return tables.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    .filter((table) => all(table, TABLES).length === 0 || (ownTables.has(table) && kindOf(table) === 'table'))
}

/** @param {Element} table */
function captionOf(table) {
  const element = kindOf(table) === 'table' ? /** @type {HTMLTableElement} */ (table).caption : null
  const caption = element ? textOf(element) : attributeOf(table, 'aria-label')
  return caption ? { caption } : {}
}

/** @param {Place[]} places @returns {Map<Element | null, Place[]>} */
function byCell(places) {
  const cells = new Map()
  for (const place of places) {
    if (!place.visible) continue
    const cell = closestAround(place.element, CELLS)
    cells.set(cell, [...(cells.get(cell) ?? []), place])
  }
  return cells
}

/** @param {Element} table @param {Map<Element | null, Place[]>} placesIn @returns {LiveGrid} */
function readTable(table, placesIn) {
  /** @type {GridCell[]} */
  const cells = []
  /** @type {LiveGrid['cells']} */
  const elements = new Map()
  const taken = new Set()
  const byRole = kindOf(table) !== 'table'
  const lines = byRole ? linesByRole(table) : linesOf(/** @type {HTMLTableElement} */ (table))
  lines.forEach((line, row) => {
    let column = 0
    for (const { element, rows, columns, at = column } of line) {
      column = at
      while (taken.has(`${row},${column}`)) column += 1
      const rowSpan = Math.min(rows, lines.length - row, MOST_SPANNED)
      const columnSpan = Math.min(columns, MOST_SPANNED)
      occupy(taken, row, column, rowSpan, columnSpan)
      const found = placesIn.get(element) ?? []
      const label = column === 0 ? labelTyped(found) : ''
      const inside = label ? [] : found
      const written = label || textOf(element, byRole ? isRoleCell : undefined)
      const text = isCopiedFigure(element, written) ? '' : written
      cells.push({
        row,
        column,
        ...(rowSpan > 1 ? { row_span: rowSpan } : {}),
        ...(columnSpan > 1 ? { column_span: columnSpan } : {}),
        text,
        ...(inside.length > 0 ? { field: /** @type {const} */ (true) } : {}),
      })
      elements.set(`${row},${column}`, { element, places: inside })
      column += columnSpan
    }
  })
  return { grid: { cells }, cells: elements }
}

/** @param {HTMLTableElement} table @returns {Line[]} */
const linesOf = ({ rows }) => [...rows].map((line) => [...line.cells].map((element) => (
  { element, rows: element.rowSpan || rows.length, columns: element.colSpan })))

/**
 * Libraries keep columns in sight by a copy of the whole table, in which the other columns are there and hidden.
 * @param {Element} element a field or a cell
 */
export function isCopy(element) {
  const table = styleOf(element).visibility === 'visible' ? null : closestAround(element, TABLES)
  return table !== null && styleOf(table).visibility === 'visible'
}

/** A copied label still says what stands beside it. @param {Element} element @param {string} text */
const isCopiedFigure = (element, text) => /\d/u.test(text) && !isLabel(text) && isCopy(element)

/** Some systems put even the labels at the left into fields. @param {Place[]} places */
function labelTyped(places) {
  const [place, second] = places
  const text = place && second === undefined && 'value' in place.element ? String(place.element.value).trim() : ''
  return isLabel(text) ? text : ''
}

/** @param {Set<string>} taken @param {number} row @param {number} column @param {number} rowSpan @param {number} columnSpan */
function occupy(taken, row, column, rowSpan, columnSpan) {
  for (let down = 0; down < rowSpan; down += 1) {
    for (let right = 0; right < columnSpan; right += 1) taken.add(`${row + down},${column + right}`)
  }
}

/** @param {Element | null} earlier @param {Element} table @param {Element} form */
function textBetween(earlier, table, form) {
  const root = contains(form, table) ? form : rootOf(table)
  const range = new Range()
  if (earlier && contains(root, earlier) && !contains(earlier, table)) range.setStartAfter(earlier)
  else range.setStart(root, 0)
  range.setEndBefore(table)
  return textOf(range.cloneContents()).slice(-BEFORE_CHARACTERS)
}
