/**
 * Tables that component libraries draw in parts, so that the head or the labels stay while the rest scrolls → one grid each.
 *
 * In: live grids in the order of the document. Out: the same, with a head and the body that follows it as one, and so with labels and the
 * figures beside them. Must not know: elements, packs.
 */

import { isLabel } from './text.js'

/** @import { LiveGrid } from './contract.js' */

/** Libraries put a narrow column over the scroll bar. */
const MOST_GUTTERS = 1
const MOST_HEADS = 4

/** @param {LiveGrid[]} grids @returns {LiveGrid[]} */
export function joinSplit(grids) {
  /** @type {LiveGrid[]} */
  const joined = []
  /** @type {LiveGrid | undefined} */
  let head
  for (const live of grids) {
    if (head && isBodyOf(head, live)) joined.splice(-1, 1, stack(head, live))
    else joined.push(live)
    head = isHead(live) ? live : undefined
  }
  return joinBeside(joined)
}

/** @param {LiveGrid[]} grids @returns {LiveGrid[]} */
function joinBeside(grids) {
  /** @type {LiveGrid[]} */
  const joined = []
  for (const live of grids) {
    const labels = joined[joined.length - 1]
    if (labels && areBeside(labels, live)) joined.splice(-1, 1, beside(labels, live))
    else joined.push(live)
  }
  return joined
}

/** As many rows, each with a label in the one and with none in the other; the heads may differ. @param {LiveGrid} labels @param {LiveGrid} figures */
function areBeside(labels, figures) {
  const [high, low] = [heightOf(labels), heightOf(figures)]
  const rows = Math.min(high, low) - MOST_HEADS
  if (rows <= 0 || Math.abs(high - low) >= MOST_HEADS || figures.grid.before !== undefined) return false
  const labelled = new Set(labels.grid.cells.filter((cell) => cell.row >= high - rows && isLabel(cell.text)).map((cell) => cell.row))
  return labels.grid.cells.every((cell) => cell.field === undefined) && labelled.size === rows
    && figures.grid.cells.every((cell) => cell.row < low - rows || !isLabel(cell.text))
}

/** @param {LiveGrid} labels @param {LiveGrid} figures @returns {LiveGrid} */
function beside(labels, figures) {
  const down = heightOf(labels) - heightOf(figures)
  return together(shifted(labels, Math.max(0, -down), 0), shifted(figures, Math.max(0, down), widthOf(labels)))
}

/** Labels only, nothing to fill in. @param {LiveGrid} live */
const isHead = ({ grid }) => grid.cells.length > 0 && grid.cells.every((cell) => cell.field === undefined && !/^[\d.,\s%-]+$/u.test(cell.text))
  && heightOf({ grid }) <= MOST_HEADS

/** @param {LiveGrid} head @param {LiveGrid} body */
function isBodyOf(head, body) {
  const surplus = widthOf(head) - widthOf(body)
  return surplus >= 0 && surplus <= MOST_GUTTERS && body.grid.cells.length > 0 && !isHead(body)
    && body.grid.before === undefined && body.grid.caption === undefined
}

/** @param {LiveGrid} head @param {LiveGrid} body @returns {LiveGrid} */
function stack(head, body) {
  return together(head, shifted(body, heightOf(head), 0))
}

/** @param {LiveGrid} one @param {LiveGrid} other @returns {LiveGrid} */
const together = (one, other) => ({ grid: { ...one.grid, cells: [...one.grid.cells, ...other.grid.cells] }, cells: new Map([...one.cells, ...other.cells]) })

/** @param {LiveGrid} live @param {number} down @param {number} right @returns {LiveGrid} */
function shifted(live, down, right) {
  const cells = live.grid.cells.map((cell) => ({ ...cell, row: cell.row + down, column: cell.column + right }))
  const places = [...live.cells].map(([key, cell]) => {
    const [row = 0, column = 0] = key.split(',').map(Number)
    return /** @type {const} */ ([`${row + down},${column + right}`, cell])
  })
  return { grid: { ...live.grid, cells }, cells: new Map(places) }
}

/** @param {Pick<LiveGrid, 'grid'>} live */
const widthOf = ({ grid }) => Math.max(...grid.cells.map((cell) => cell.column + (cell.column_span ?? 1)))

/** @param {Pick<LiveGrid, 'grid'>} live */
const heightOf = ({ grid }) => Math.max(...grid.cells.map((cell) => cell.row + (cell.row_span ?? 1)))
