/**
 * A block of cells, as a spreadsheet puts it on the clipboard → the fields that it covers.
 *
 * In: pasted text, where the cells of a form stand. Out: which cell gets which text; nothing where the block doesn't fit, so
 * that no text is lost. Must not know: events, how a field is written.
 */

import { attributeOf } from './host.js'

/** @import { Binding } from './binding.js' */
/** @import { Change, LiveGrid, Place } from './contract.js' */

/** @typedef {{ grid: number, row: number, column: number }} Spot */

/** A text in quotes, in which ends of lines may stand, or one up to the next gap. */
const PIECE = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/gu

/**
 * @param {string} text
 * @returns {string[][] | undefined} rows of texts; nothing where it is a single text
 */
export function blockIn(text) {
  const body = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '')
  if (!/[\t\n]/u.test(body)) return undefined
  /** @type {string[]} */
  let line = []
  const block = [line]
  for (const [, piece = '', gap] of body.matchAll(PIECE)) {
    const plain = /^".*"$/su.test(piece) ? piece.slice(1, -1).replace(/""/gu, '"') : piece
    line.push(plain.trim())
    if (gap === '') break
    if (gap === '\n') block.push(line = [])
  }
  return block
}

/**
 * Where each cell stands in the tables of the page.
 * @param {LiveGrid[]} grids
 * @param {ReadonlyMap<string, Place>} places
 * @returns {Map<string, Spot>} by address
 */
export function spotsOf(grids, places) {
  const addresses = new Map([...places].map(([address, place]) => [place.element, address]))
  const spots = new Map()
  grids.forEach((live, grid) => {
    for (const [key, { element, places: inside }] of live.cells) {
      const [row, column] = key.split(',').map(Number)
      for (const holder of [element, ...inside.map((place) => place.element)]) {
        const address = addresses.get(holder)
        if (address !== undefined) spots.set(address, { grid, row, column })
      }
    }
  })
  return spots
}

/**
 * Lays a block over the cells from one of them on, to the right and down: row for row as they are drawn, or else over the
 * rows and columns that have fields.
 * @param {string[][]} block
 * @param {string} start the cell that it is pasted into
 * @param {Map<string, Spot>} spots
 * @returns {[string, string][] | undefined} address and text; nothing where a text would fall beside the cells
 */
export function spread(block, start, spots) {
  const first = spots.get(start)
  if (first === undefined) return undefined
  const same = [...spots].filter(([, { grid }]) => grid === first.grid)
  const at = new Map(same.map(([address, { row, column }]) => [`${row},${column}`, address]))
  const rows = sorted(same.filter(([, spot]) => spot.column === first.column && spot.row >= first.row).map(([, { row }]) => row))
  const columns = sorted(same.filter(([, spot]) => spot.row === first.row && spot.column >= first.column).map(([, { column }]) => column))
  /** @param {(down: number, right: number) => string | undefined} cell @returns {[string | undefined, string][]} */
  const laid = (cell) => block.flatMap((line, down) => line.map((text, right) => /** @type {[string | undefined, string]} */ ([cell(down, right), text])))
  const drawn = laid((down, right) => at.get(`${first.row + down},${first.column + right}`))
  const held = laid((down, right) => at.get(`${rows[down]},${columns[right]}`))
  const fitting = [drawn, held].find((cells) => cells.every(([address, text]) => address !== undefined || text === ''))
  return fitting && /** @type {[string, string][]} */ (fitting.filter(([address]) => address !== undefined))
}

/**
 * What a paste changes: not what stands there already, nor what the page computes by itself.
 * @param {string[][]} block
 * @param {string} start
 * @param {((places: Place[]) => LiveGrid[])[]} ways to read how the cells stand to each other, surest first
 * @param {Binding} binding
 * @returns {Change[] | undefined} nothing where the block doesn't fit
 */
function changesOf(block, start, ways, binding) {
  const places = [...binding.places.values()]
  // The surest way that knows the cell; where the block doesn't fit there, no other is believed.
  const spots = ways.map((way) => () => spotsOf(way(places), binding.places)).reduce((known, read) => (known.has(start) ? known : read()),
    /** @type {Map<string, Spot>} */ (new Map()))
  return spread(block, start, spots)?.flatMap(([cell, text]) => {
    const place = binding.place(cell)
    // Such a field would take a figure with commas for none at all.
    const to = place && attributeOf(place.element, 'type') === 'number' ? text.replace(/[,，\s]/gu, '') : text
    const from = binding.text(cell)
    return place?.writable && to !== from ? [{ cell, from, to }] : []
  })
}

/**
 * Puts a text that is pasted into a cell over the cells from there on.
 * @param {string} text
 * @param {string} start
 * @param {((places: Place[]) => LiveGrid[])[]} ways
 * @param {Binding} binding
 * @param {{ write: (changes: Change[]) => boolean, misfit: (size: { rows: number, columns: number }) => void }} then
 * @returns {boolean} whether it stands in the fields now; else it is the browser's to paste
 */
export function paste(text, start, ways, binding, { write, misfit }) {
  const block = blockIn(text)
  if (block === undefined) return false
  const changes = changesOf(block, start, ways, binding)
  if (changes && (changes.length === 0 || write(changes))) return true
  misfit({ rows: block.length, columns: Math.max(...block.map((line) => line.length)) })
  return false
}

/** @param {number[]} numbers */
const sorted = (numbers) => [...new Set(numbers)].sort((one, other) => one - other)
