/**
 * Boxes on a page → the rows and columns that they stand in.
 *
 * In: boxes with their edges. Out: for each its row, its column and its spans. Must not know: what the boxes hold.
 */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {{ row: number, column: number, rows: number, columns: number }} Seat */

/** What two boxes of one row must have in common, of the smaller one. */
const SHARED = 0.5

/** @param {Box[]} boxes @returns {Seat[]} */
export function seats(boxes) {
  const down = tracks(boxes.map(({ top, bottom }) => [top, bottom]))
  const across = tracks(boxes.map(({ left, right }) => [left, right]))
  return boxes.map((_, index) => {
    const [row = 0, lastRow = row] = down[index] ?? []
    const [column = 0, lastColumn = column] = across[index] ?? []
    return { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 }
  })
}

/**
 * The narrowest make the tracks; a wider one lies over all those that it covers.
 * @param {[number, number][]} spans
 * @returns {[number, number][]} for each span its first and its last track
 */
function tracks(spans) {
  /** @type {[number, number][]} */
  const found = []
  for (const span of [...spans].sort((one, other) => size(one) - size(other))) {
    if (!found.some((track) => meets(track, span))) found.push(span)
  }
  found.sort(([one], [other]) => one - other)
  return spans.map((span) => {
    const first = found.findIndex((track) => meets(track, span))
    const covered = found.slice(first).findIndex((track) => !meets(track, span))
    return [first, covered < 0 ? found.length - 1 : first + covered - 1]
  })
}

/** @param {[number, number]} span */
const size = ([from, to]) => to - from

/** @param {[number, number]} track @param {[number, number]} span */
const meets = (track, span) => Math.min(track[1], span[1]) - Math.max(track[0], span[0]) > SHARED * Math.min(size(track), size(span))
