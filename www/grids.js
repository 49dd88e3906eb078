/**
 * Live tables → Grids: what stands in each cell of a table, where, and whether a figure is typed there.
 *
 * In: a form's tables. Out: grids for the engine's aligner, and for each place in a grid the element that it came from.
 * Must not know: packs, addresses.
 */
import { joinSplit } from './joining.js'
import { all, attributeOf, childrenOf, closest, contains, isElement, kindOf, nodeTypeOf, rootOf } from './host.js'

/** @import { GridCell, LiveGrid, Place } from './contract.js' */

/** Of the text before a table the end says what the table is. */
const BEFORE_CHARACTERS = 400
/** HTML's own limits for spans are 65,534 rows and 1,000 columns; no form needs that many. */
const MOST_SPANNED = 500

/** Two letters that stand together: no figure, and no slip of a figure. Written out, because V8 of 2017 knows no `\p{L}`. */
const LABEL = /[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0370-\u1FFF\u3005-\u3007\u3041-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{323AF}]{2}/u

const NO_TEXT = new Set(['input', 'select', 'textarea', 'button', 'script', 'style', 'template', 'noscript', 'table', 'option'])
const BREAKS = new Set(['br', 'p', 'div', 'li', 'td', 'th', 'tr', 'label', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'legend', 'fieldset'])

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
 * Tables named one by one.
 *
 * @param {Element} form
 * @param {Place[]} places
 * @param {HTMLTableElement[]} tables
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
  const inside = all(form, 'table')
  const around = places.map((place) => closest(place.element, 'table')).filter((table) => table !== null)
  const tables = /** @type {HTMLTableElement[]} */ ([...new Set([...inside, ...around])])
  // A table that holds others lays the page out: the figures stand in the inner ones, unless it has some of its own.
  return tables.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    .filter((table) => all(table, 'table').length === 0 || places.some((place) => closest(place.element, 'table') === table))
}

/** @param {HTMLTableElement} table */
function captionOf(table) {
  const caption = table.caption ? textOf(table.caption) : ''
  return caption ? { caption } : {}
}

/** @param {Place[]} places @returns {Map<Element | null, Place[]>} */
function byCell(places) {
  const cells = new Map()
  for (const place of places) {
    if (!place.visible) continue
    const cell = closest(place.element, 'td, th')
    cells.set(cell, [...(cells.get(cell) ?? []), place])
  }
  return cells
}

/** @param {HTMLTableElement} table @param {Map<Element | null, Place[]>} placesIn @returns {LiveGrid} */
function readTable(table, placesIn) {
  /** @type {GridCell[]} */
  const cells = []
  /** @type {LiveGrid['cells']} */
  const elements = new Map()
  const taken = new Set()
  const rows = [...table.rows]
  rows.forEach((line, row) => {
    let column = 0
    for (const element of line.cells) {
      while (taken.has(`${row},${column}`)) column += 1
      const rowSpan = Math.min(element.rowSpan || rows.length, rows.length - row, MOST_SPANNED)
      const columnSpan = Math.min(element.colSpan, MOST_SPANNED)
      occupy(taken, row, column, rowSpan, columnSpan)
      const found = placesIn.get(element) ?? []
      const label = column === 0 ? labelTyped(found) : ''
      const inside = label ? [] : found
      cells.push({
        row,
        column,
        ...(rowSpan > 1 ? { row_span: rowSpan } : {}),
        ...(columnSpan > 1 ? { column_span: columnSpan } : {}),
        text: label || textOf(element),
        ...(inside.length > 0 ? { field: /** @type {const} */ (true) } : {}),
      })
      elements.set(`${row},${column}`, { element, places: inside })
      column += columnSpan
    }
  })
  return { grid: { cells }, cells: elements }
}

/** Some systems put even the labels at the left into fields. @param {Place[]} places */
function labelTyped(places) {
  const [place, second] = places
  const text = place && second === undefined && 'value' in place.element ? String(place.element.value).trim() : ''
  return LABEL.test(text) ? text : ''
}

/** @param {Set<string>} taken @param {number} row @param {number} column @param {number} rowSpan @param {number} columnSpan */
function occupy(taken, row, column, rowSpan, columnSpan) {
  for (let down = 0; down < rowSpan; down += 1) {
    for (let right = 0; right < columnSpan; right += 1) taken.add(`${row + down},${column + right}`)
  }
}

/** The text that a reader sees in an element: what is typed in fields is not part of it. @param {Node} node */
function textOf(node) {
  /** @type {string[]} */
  const pieces = []
  collect(node, pieces)
  return pieces.join('').replace(/\s+/gu, ' ').trim()
}

/** @param {Node} node @param {string[]} pieces */
function collect(node, pieces) {
  if (nodeTypeOf(node) === Node.TEXT_NODE) {
    pieces.push(node.nodeValue ?? '')
    return
  }
  for (const child of childrenOf(node)) {
    if (isElement(child)) {
      if (NO_TEXT.has(kindOf(child)) || attributeOf(child, 'hidden') !== null) continue
      if (BREAKS.has(kindOf(child))) pieces.push(' ')
    }
    collect(child, pieces)
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
