/**
 * A report with its result → the sheets of a workbook: its tables with the cells in question marked, then what was found.
 *
 * In: a report, the pack's shape. Out: sheets; the first can be read again as the report. Must not know: the file's format.
 */
import { depthOf, isBelow } from './form.js'
import { ownIn } from '../own.js'
import { nameOf } from './list.js'

/** @import { Line, Result, Shape, Table } from '../contract.js' */
/** @import { Entry } from './shelf.js' */
/** @import { BookCell, Look, Sheet } from './workbook.js' */
/** @import { Words } from './words.js' */

/** @typedef {(address: string) => BookCell} Draw */

/** @param {Entry} entry @param {Shape} shape @param {Words} words @returns {Sheet[]} */
export function markedSheets(entry, shape, words) {
  const { record, result } = entry
  if (record === undefined) return []
  const marks = marksOf(result)
  /** @type {Draw} */
  const draw = (address) => ({ text: ownIn(record.cells, address) ?? '', look: marks.get(address) ?? 'cell' })
  const loose = shape.cells.filter(({ address }) => !address.includes('.'))
  /** @type {(BookCell | undefined)[][]} */
  const rows = [[{ text: titleOf(entry, shape, words), look: 'title' }]]
  for (const table of shape.tables) rows.push([], [{ text: table.label, look: 'title' }], ...tableRows(table, draw))
  if (loose.length > 0) rows.push([], ...loose.map(({ address, label }) => [{ text: label, look: /** @type {Look} */ ('cell') }, draw(address)]))
  return [
    { name: words.tables, widths: [46, ...Array.from({ length: 15 }, () => 12)], rows },
    { name: words.sheet.findings, widths: [6, 8, 70, 50, 30], rows: findingRows(result, words) },
  ]
}

/** @param {Entry} entry @param {Shape} shape @param {Words} words */
const titleOf = (entry, shape, words) => (entry.record?.organ === undefined
  ? nameOf(entry, words)
  : `${entry.record.organ}${entry.record.year === undefined ? '' : words.yearOf(entry.record.year)}${shape.title.replace(/（.*$/u, '')}`)

/** What the likeliest repair changes is wrong, what another one would change may be. @param {Result | null | undefined} result */
function marksOf(result) {
  /** @type {Map<string, Look>} */
  const marks = new Map()
  for (const { rule, level, cells } of result?.findings ?? []) {
    if (level === 'error' && rule.startsWith('cell.')) cells.forEach((cell) => marks.set(cell, 'wrong'))
  }
  for (const { repairs } of result?.groups ?? []) {
    repairs.forEach(({ changes }, place) => {
      for (const { cell, from } of changes) if (from !== '' && !marks.has(cell)) marks.set(cell, place === 0 ? 'wrong' : 'perhaps')
    })
  }
  return marks
}

/** @param {Table} table @param {Draw} draw @returns {(BookCell | undefined)[][]} */
function tableRows(table, draw) {
  const columns = table.columns.filter(({ group }) => !group)
  const body = table.rows.map((row) => {
    const head = { text: row.label, look: /** @type {Look} */ ('cell'), indent: depthOf(table.rows, row) }
    return row.group ? [head] : [head, ...columns.map((column) => draw(`${table.id}.${row.id}.${column.id}`))]
  })
  return [...headRows(table.columns), ...body]
}

/** The columns' tree, a level a row. @param {Line[]} columns @returns {(BookCell | undefined)[][]} */
function headRows(columns) {
  const deepest = Math.max(0, ...columns.map((column) => depthOf(columns, column)))
  /** @type {(BookCell | undefined)[][]} */
  const rows = Array.from({ length: deepest + 1 }, () => [])
  const leaves = columns.filter(({ group }) => !group)
  columns.forEach((column, index) => {
    const depth = depthOf(columns, column)
    const below = leaves.filter((leaf) => isBelow(columns, leaf, index))
    const first = column.group ? below[0] : column
    const line = rows[depth]
    if (first === undefined || line === undefined) return
    line[1 + leaves.indexOf(first)] = column.group
      ? { text: column.label, look: 'head', columns: below.length }
      : { text: column.label, look: 'head', rows: deepest - depth + 1 }
  })
  return rows.map((line) => Array.from(line))
}

/** @param {Result | null | undefined} result @param {Words} words @returns {BookCell[][]} */
function findingRows(result, words) {
  const said = words.sheet
  const heads = ['', said.level, said.finding, said.repair, said.reason].map((text) => ({ text, look: /** @type {Look} */ ('head') }))
  const rows = (result?.findings ?? []).map((finding, index) => {
    const group = result?.groups.find(({ findings }) => findings.includes(finding.rule))
    const repairs = (group?.repairs ?? []).slice(0, 3).map(({ message }) => message).join('\n')
    return [String(index + 1), said.levels[finding.level], finding.message, repairs, finding.justified ?? '']
      .map((text) => ({ text, look: /** @type {Look} */ ('wrapped') }))
  })
  return [heads, ...rows]
}
