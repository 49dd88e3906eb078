/**
 * Name templates: `t3_{row}_{column}` with ids, `t3_{row#}_{column#}` with numbers from 1 in the pack's order, `{row#0}` from 0,
 * `{column=zrr,syqy,…}` with the page's own words in that order.
 *
 * In: a template, the shape of a pack, the names that a form has. Out: name → address. Must not know: elements.
 */

/** @import { Shape } from './contract.js' */

/** @typedef {{ address: string, table: string, row: string, column: string, numbers: { table: number, row: number, column: number } }} Coordinates */

const BLANK = /\{(table|row|column)(?:(#0?)|=([^}]*))?\}/gu
const PIECES = /(\{(?:table|row|column)(?:#0?|=[^}]*)?\})/u

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
  for (const cell of cells) {
    const name = fill(template, cell)
    if (name !== null) byTable.get(cell.table)?.set(withoutPadding(name), cell.address)
  }
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

/** @param {string} template @param {Coordinates} cell @returns {string | null} `null` for a line to which the page gives no word */
function fill(template, cell) {
  let whole = true
  const name = template.replace(BLANK, (_, /** @type {'table' | 'row' | 'column'} */ axis, /** @type {string | undefined} */ number, /** @type {string | undefined} */ words) => {
    if (words === undefined) return number ? String(cell.numbers[axis] - (number === '#0' ? 1 : 0)) : cell[axis]
    const word = wordsIn(words)[cell.numbers[axis] - 1]
    if (!word) whole = false
    return word ?? ''
  })
  return whole ? name : null
}

/** @param {string} list */
const wordsIn = (list) => list.split(',').map((word) => word.trim())

/** @param {string} template */
function patternOf(template) {
  const literal = template.split(PIECES).map((piece) => {
    if (!isTemplate(piece)) return withoutMeaning(piece)
    const [, words] = /=([^}]*)/u.exec(piece) ?? []
    return words === undefined ? (piece.includes('#') ? '\\d+' : '\\w+?') : `(?:${wordsIn(words).map(withoutMeaning).join('|')})`
  })
  return new RegExp(`^${literal.join('')}$`, 'u')
}

/** @param {string} text as it stands, in a pattern */
const withoutMeaning = (text) => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')

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
