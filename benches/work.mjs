/**
 * The work that everyone does: the 200 cells of the disclosure report of 2021's format, its 42 identities and a test of
 * every count; and a report of 100,000 cells under 60,000 rules. Knows no engine.
 */
import { readFileSync } from 'node:fs'

/**
 * @typedef {object} Identity the sum of `left` equals the sum of `right`
 * @property {string} id
 * @property {number[]} left indices of cells
 * @property {number[]} right
 *
 * @typedef {object} Work
 * @property {string} pack gouji's pack of the same rules
 * @property {string[]} addresses
 * @property {Identity[]} identities
 * @property {Map<string, string[]>} reports name → texts, in the order of the addresses
 */

const rule = (id, left, right) => ({ id, left, right })

/** Lines under which figures are added up: neither headings nor what stands after the total. */
function addends(lines, total) {
  const parent = lines[total].parent
  const inside = (index) => {
    for (let at = lines[index].parent; ; at = lines[at].parent) {
      if (at === parent) return true
      if (at === undefined || at === null) return false
    }
  }
  return lines.flatMap((line, index) => (index < total && !line.group && !line.total && inside(index) ? [index] : []))
}

/**
 * The report's cells and identities, from the shape of its tables.
 * @param {import('../www/contract.js').Shape} shape
 * @returns {Work}
 */
export function disclosure(shape) {
  const addresses = shape.cells.map((cell) => cell.address)
  const index = new Map(addresses.map((address, place) => [address, place]))
  const identities = []
  for (const { id, rows, columns } of shape.tables) {
    const cell = (row, column) => index.get(`${id}.${rows[row].id}.${columns[column].id}`)
    const real = (lines) => lines.flatMap((line, place) => (line.group ? [] : [place]))
    for (const total of real(columns).filter((place) => columns[place].total)) {
      for (const row of real(rows)) {
        identities.push(rule(`${id}.${rows[row].id}.${columns[total].id}:columns`, [cell(row, total)], addends(columns, total).map((column) => cell(row, column))))
      }
    }
    for (const total of real(rows).filter((place) => rows[place].total)) {
      for (const column of real(columns)) {
        identities.push(rule(`${id}.${rows[total].id}.${columns[column].id}:rows`, [cell(total, column)], addends(rows, total).map((row) => cell(row, column))))
      }
    }
    if (id === 'requests') {
      for (const { id: column } of columns.filter((line) => !line.group)) {
        const at = (row) => index.get(`requests.${row}.${column}`)
        identities.push(rule(`balance[${column}]`, [at('new'), at('carried_in')], [at('decided'), at('carried_out')]))
      }
    }
  }
  const texts = (name) => {
    const { cells } = JSON.parse(readFileSync(new URL(`../tests/reports/${name}.json`, import.meta.url), 'utf8'))
    // A unit in a cell is for gouji alone to read.
    return addresses.map((address) => (cells[address] ?? '0').replace(/[^\d.-].*/u, ''))
  }
  const consistent = texts('pingtan_2022')
  const reports = new Map([['consistent', consistent], ['inconsistent', texts('wuzhong_gaj_2024')]])
  return { pack: shape.id, addresses, identities, reports }
}

/**
 * A consistent report with two decimals: every figure times 11.37, so that every identity that held still holds.
 * @param {string[]} texts whole numbers
 */
export const withDecimals = (texts) => texts.map((text) => {
  const hundredths = String(Math.round(Number(text)) * 1137).padStart(3, '0')
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`
})

/**
 * An archive: the consistent report times whole numbers, and in one report of a hundred one figure that is wrong.
 * @param {Work} work
 * @param {number} reports
 * @returns {Generator<{ id: string, figures: number[] }>}
 */
export function* archive(work, reports) {
  const base = work.reports.get('consistent').map((text) => Math.round(Number(text)))
  const below = dice(7)
  for (let number = 0; number < reports; number += 1) {
    const figures = base.map((figure) => figure * (1 + number % 9))
    if (number % 100 === 42) figures[below(figures.length)] += 1 + below(40)
    yield { id: `r${String(number).padStart(7, '0')}`, figures }
  }
}

/** Numbers that look random, the same everywhere. @param {number} seed @returns {(end: number) => number} */
export function dice(seed) {
  let state = seed >>> 0
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  }
}

const COLUMNS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'total']

/** 10,000 lines of ten figures, six rules a line, and a total under every column: 100,000 cells, 60,004 rules. */
export function large(lines = 10_000) {
  const rows = Array.from({ length: lines }, (_, row) => (row === lines - 1 ? 'total' : `r${row + 1}`))
  const addresses = rows.flatMap((row) => COLUMNS.map((column) => `lines.${row}.${column}`))
  const figures = []
  const sums = COLUMNS.map(() => 0)
  for (let row = 1; row < lines; row += 1) {
    const [a, b, d, e, g, h] = [row % 7, row % 13, row % 5, 7 + row % 3, 5, row % 100]
    const values = [a, b, a + b, d, e, d + e, g, h, g + h, 2 * (a + b + d + e + g + h)]
    values.forEach((value, column) => { sums[column] += value })
    figures.push(...values)
  }
  figures.push(...sums)
  const identities = []
  const [a, b, c, d, e, f, g, h, i, total] = COLUMNS.map((_, column) => column)
  rows.forEach((row, line) => {
    const at = (...columns) => columns.map((column) => line * COLUMNS.length + column)
    identities.push(rule(`first[${row}]`, at(c), at(a, b)), rule(`second[${row}]`, at(f), at(d, e)), rule(`third[${row}]`, at(i), at(g, h)))
    identities.push(rule(`fourth[${row}]`, at(c, f), at(a, b, d, e)), rule(`fifth[${row}]`, at(f, i), at(d, e, g, h)))
    identities.push(rule(`lines.${row}.total:columns`, at(total), at(a, b, c, d, e, f, g, h, i)))
  })
  COLUMNS.forEach((name, column) => {
    identities.push(rule(`lines.total.${name}:rows`, [(lines - 1) * COLUMNS.length + column], rows.slice(0, -1).map((_, line) => line * COLUMNS.length + column)))
  })
  return { pack: packOfLarge(rows), addresses, identities, texts: figures.map(String) }
}

function packOfLarge(rows) {
  const rules = { first: 'c = a + b', second: 'f = d + e', third: 'i = g + h', fourth: 'c + f = a + b + d + e', fifth: 'f + i = d + e + g + h' }
  const line = (id) => (id === 'total' ? '    total "总计" = sum of all before it' : `    ${id} "第 ${id.slice(1)} 行"`)
  return `report large "大表"

table lines "明细"
  cells count
  columns
${COLUMNS.slice(0, -1).map((column) => `    ${column} "${column} 栏"`).join('\n')}
    total "合计" = sum of all before it
  rows
${rows.map(line).join('\n')}

${Object.entries(rules).map(([name, text]) => `rule ${name} "${text}"\n  for each row of lines\n  ${text}\n`).join('\n')}`
}
