/**
 * Tables that component libraries draw in two halves, so that the head stays while the body scrolls → one grid each.
 *
 * In: live grids in the order of the document. Out: the same, with a head and the body that follows it as one. Must not
 * know: elements, packs.
 */

/** @import { LiveGrid } from './contract.js' */

/** Libraries put a narrow column over the scroll bar. */
const MOST_GUTTERS = 1

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
  return joined
}

/** Labels only, nothing to fill in. @param {LiveGrid} live */
const isHead = ({ grid }) => grid.cells.length > 0 && grid.cells.every((cell) => cell.field === undefined && !/^[\d.,\s%-]+$/u.test(cell.text))
  && heightOf({ grid }) <= 4

/** @param {LiveGrid} head @param {LiveGrid} body */
function isBodyOf(head, body) {
  const surplus = widthOf(head) - widthOf(body)
  return surplus >= 0 && surplus <= MOST_GUTTERS && body.grid.cells.length > 0 && !isHead(body)
    && body.grid.before === undefined && body.grid.caption === undefined
}

/** @param {LiveGrid} head @param {LiveGrid} body @returns {LiveGrid} */
function stack(head, body) {
  const down = heightOf(head)
  const cells = [...head.grid.cells, ...body.grid.cells.map((cell) => ({ ...cell, row: cell.row + down }))]
  const places = [...body.cells].map(([key, cell]) => {
    const [row = 0, column = 0] = key.split(',').map(Number)
    return /** @type {const} */ ([`${row + down},${column}`, cell])
  })
  return { grid: { ...head.grid, cells }, cells: new Map([...head.cells, ...places]) }
}

/** @param {Pick<LiveGrid, 'grid'>} live */
const widthOf = ({ grid }) => Math.max(...grid.cells.map((cell) => cell.column + (cell.column_span ?? 1)))

/** @param {Pick<LiveGrid, 'grid'>} live */
const heightOf = ({ grid }) => Math.max(...grid.cells.map((cell) => cell.row + (cell.row_span ?? 1)))
