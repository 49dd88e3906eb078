/**
 * Tables of other elements that say by their roles what they are (`role="grid"`, `row`, `gridcell`) → lines of cells.
 *
 * In: such a table. Out: its cells, line by line, with their spans. Grids that keep some columns in place draw one row in
 * several parts; `aria-rowindex` and `aria-colindex` say what belongs together. Must not know: fields, packs.
 */
import { all, attributeOf, closest, matches } from './host.js'

export const ROLE_TABLES = '[role="table"], [role="grid"], [role="treegrid"]'
export const ROLE_CELLS = '[role="cell"], [role="gridcell"], [role="columnheader"], [role="rowheader"]'

/** @param {Element} element */
export const isRoleCell = (element) => matches(element, ROLE_CELLS)

/** @typedef {{ element: Element, rows: number, columns: number, at?: number }[]} Line `at`: its column, where the page says it */

/** @param {Element} table @returns {Line[]} */
export function linesByRole(table) {
  /** @type {Map<number, Element[]>} */
  const lines = new Map()
  let last = 0
  for (const row of all(table, '[role="row"]').filter((each) => closest(each, ROLE_TABLES) === table)) {
    last = indexOf(row, 'aria-rowindex') ?? last + 1
    lines.set(last, [...(lines.get(last) ?? []), ...cellsIn(row)])
  }
  return [...lines].sort(([one], [other]) => one - other).flatMap(([, cells]) => unfold(cells))
}

/** The outermost cells of a row: a heading may hold those of its own columns. @param {Element} row */
const cellsIn = (row) => all(row, ROLE_CELLS).filter((cell) => closest(cell, '[role="row"]') === row && holderOf(cell) === null)

/** The cell that holds this one. @param {Element} cell @returns {Element | null} */
function holderOf(cell) {
  const around = cell.parentElement && closest(cell.parentElement, `${ROLE_CELLS}, [role="row"]`)
  return around && attributeOf(around, 'role') !== 'row' ? around : null
}

/** One row → as many lines as its headings are deep. @param {Element[]} cells @returns {Line[]} */
function unfold(cells) {
  const inner = cells.map((cell) => all(cell, ROLE_CELLS).filter((each) => holderOf(each) === cell))
  const deeper = inner.some((each) => each.length > 0) ? unfold(inner.flatMap((each) => each)) : []
  const line = cells.map((element, index) => {
    const at = indexOf(element, 'aria-colindex')
    const own = inner[index] ?? []
    return {
      element,
      rows: own.length > 0 ? 1 : Math.max(deeper.length + 1, indexOf(element, 'aria-rowspan') ?? 1),
      columns: own.length > 0 ? leavesIn(element) : indexOf(element, 'aria-colspan') ?? 1,
      ...(at ? { at: at - 1 } : {}),
    }
  })
  // Parts of a row that stand beside each other in the page may come in any order.
  return [line.sort((one, other) => (one.at ?? 0) - (other.at ?? 0)), ...deeper]
}

/** @param {Element} cell */
const leavesIn = (cell) => all(cell, ROLE_CELLS).filter((each) => all(each, ROLE_CELLS).length === 0).length

/** A number from 1 that the page gives. @param {Element} element @param {string} name */
function indexOf(element, name) {
  const number = Number(attributeOf(element, name))
  return Number.isInteger(number) && number > 0 ? number : undefined
}
