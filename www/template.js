/**
 * Name templates: `t3_{row}_{column}` with ids, `t3_{row#}_{column#}` with numbers from 1 in the pack's order.
 *
 * In: a template, the shape of a pack, the names that a form has. Out: name → address. Must not know: elements.
 */

/** @import { Shape } from './contract.js' */

/** @typedef {{ address: string, table: string, row: string, column: string, numbers: { table: number, row: number, column: number } }} Coordinates */

const BLANK = /\{(table|row|column)(#?)\}/gu

/** @param {string} text */
export const isTemplate = (text) => text.search(BLANK) >= 0

/**
 * The names that a template gives to the cells of a pack. Where it names no table, the table is the one that has every
 * row and column which the form's names speak of.
 *
 * @param {string} template
 * @param {Shape} shape
 * @param {Iterable<string>} names the names of the form's fields
 * @param {string} [table] the one table it is for
 * @returns {Map<string, string>} name without padding → address
 * @throws {TypeError} when several tables would fit
 */
export function expand(template, shape, names, table) {
  const cells = coordinates(shape).filter((cell) => table === undefined || cell.table === table)
  const byTable = new Map(shape.tables.map(({ id }) => [id, new Map()]))
  for (const cell of cells) byTable.get(cell.table)?.set(withoutPadding(fill(template, cell)), cell.address)
  if (template.includes('{table') || table !== undefined) return merge([...byTable.values()])

  const pattern = patternOf(template)
  const spoken = [...names].filter((name) => pattern.test(name)).map(withoutPadding)
  const fitting = [...byTable].filter(([, addresses]) => spoken.length > 0 && spoken.every((name) => addresses.has(name)))
  if (fitting.length > 1) {
    const ids = fitting.map(([id]) => id)
    throw new TypeError(`gouji: the template ${template} fits the tables ${ids.join(', ')}. `
      + `Say which one: fields: { ${ids[0]}: '${template}' }.`)
  }
  if (fitting.length === 1) return fitting[0]?.[1] ?? new Map()
  // No table has them all: take what is known, as long as it is known once.
  return merge([...byTable.values()].filter((addresses) => spoken.some((name) => addresses.has(name))))
}

/** `t3_01_02` is `t3_1_2`. @param {string} name */
export const withoutPadding = (name) => name.replace(/(^|\D)0+(?=\d)/gu, '$1')

/** @param {Map<string, string>[]} maps */
const merge = (maps) => new Map(maps.flatMap((map) => [...map]))

/** @param {string} template @param {Coordinates} cell */
const fill = (template, cell) => template.replace(BLANK, (_, /** @type {'table' | 'row' | 'column'} */ axis, number) =>
  (number ? String(cell.numbers[axis]) : cell[axis]))

/** @param {string} template */
function patternOf(template) {
  const literal = template.split(/(\{(?:table|row|column)#?\})/u)
    .map((piece) => (isTemplate(piece) ? (piece.includes('#') ? '\\d+' : '\\w+?') : piece.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')))
  return new RegExp(`^${literal.join('')}$`, 'u')
}

/** @param {Shape} shape @returns {Coordinates[]} */
function coordinates(shape) {
  const counters = new Map()
  /** @param {string} space @param {string} id */
  const number = (space, id) => {
    const seen = counters.get(space) ?? new Map()
    counters.set(space, seen)
    if (!seen.has(id)) seen.set(id, seen.size + 1)
    return seen.get(id)
  }
  const tables = new Map(shape.tables.map((table, index) => [table.id, index + 1]))
  return shape.cells.flatMap(({ address }) => {
    const [table, row, column] = address.split('.')
    if (table === undefined || row === undefined || column === undefined) return []
    const numbers = { table: tables.get(table) ?? 0, row: number(`${table} row`, row), column: number(`${table} column`, column) }
    return [{ address, table, row, column, numbers }]
  })
}
