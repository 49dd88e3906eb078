/**
 * Grids whose rows are records, one field a column (AG Grid, VXE Table, Tabulator, …): what such a page knows of itself.
 *
 * In: rows and columns as the page's own model has them. Out: an adapter. Rows that are not drawn count as well.
 *
 * @example
 * import { attach } from 'gouji'
 * import { records } from 'gouji/adapters/records'
 *
 * const adapter = records({
 *   rows: () => rows,                                         // [{ label: '一、本年新收…', person: '3', … }, …]
 *   columns: () => [{ field: 'label', title: '项目' }, { field: 'person', title: '自然人' }],
 *   write: (row, field, text) => { row[field] = text },
 *   drawn: (row, field) => document.querySelector(`#${row.id}_${field}`),
 * })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter })
 */
import { spreadsheet } from './spreadsheet.js'

/** @import { Adapter } from '../contract.js' */

/** @typedef {{ field: string, title: string | string[] }} Column `title`: with the names of the groups that it stands in before its own */

/**
 * @template {object} Row
 * @typedef {object} Source
 * @property {() => Row[]} rows in the order in which they are shown
 * @property {() => Column[]} columns labels and figures
 * @property {(row: Row, field: string, text: string, index: number) => void} write through the page's own door
 * @property {(row: Row, field: string, index: number) => unknown} [read] `row[field]` where not given
 * @property {(row: Row, field: string, index: number) => boolean} [isWritable] every cell where not given
 * @property {(row: Row, field: string, index: number) => Element | null | undefined} [drawn] the cell, while it is in the page; marks are laid over it
 * @property {(row: Row, field: string, index: number) => void} [focus] brings it into sight and goes there
 * @property {(changed: () => void, moved: () => void) => (() => unknown) | void} [follow] `changed`: some figure; `moved`: rows or columns;
 *   returns the way to stop
 */

/** A model that tells nobody that it has other rows. */
const LOOK_MILLISECONDS = 300

/** @template {object} Row @param {Source<Row>} source @returns {() => Adapter} for the option `adapter` of `attach` */
export const records = (source) => () => {
  /** @template T @param {number} row @param {number} column @param {(row: Row, field: string, index: number) => T} ask @returns {T | undefined} */
  const at = (row, column, ask) => {
    const record = source.rows()[row]
    const field = source.columns()[column]?.field
    return record === undefined || field === undefined ? undefined : ask(record, field, row)
  }
  const read = source.read ?? ((/** @type {any} */ row, /** @type {string} */ field) => row[field])
  const goTo = (/** @type {Row} */ row, /** @type {string} */ field, /** @type {number} */ index) => {
    source.drawn?.(row, field, index)?.scrollIntoView({ block: 'center', inline: 'nearest' })
  }
  return spreadsheet({
    height: () => source.rows().length,
    width: () => source.columns().length,
    text: (row, column) => textOf(at(row, column, read)),
    write: (row, column, text) => { at(row, column, (record, field) => source.write(record, field, text, row)) },
    isWritable: (row, column) => at(row, column, source.isWritable ?? (() => true)) ?? false,
    head: () => headOf(source.columns()),
    drawn: (row, column) => at(row, column, source.drawn ?? (() => null)) ?? null,
    focus: (row, column) => { at(row, column, source.focus ?? goTo) },
    follow: (changed, moved) => follow(source, changed, moved),
  })
}

/** @param {unknown} value */
const textOf = (value) => (value === null || value === undefined ? '' : String(value))

/** Names of groups above, a column's own name at the bottom. @param {Column[]} columns */
function headOf(columns) {
  const titles = columns.map(({ title }) => (Array.isArray(title) ? title : [title]))
  const height = Math.max(0, ...titles.map((title) => title.length))
  return Array.from({ length: height }, (_, line) => titles.map((title) => ({ text: title[line - height + title.length] ?? '' })))
}

/** @template {object} Row @param {Source<Row>} source @param {() => void} changed @param {() => void} moved */
function follow(source, changed, moved) {
  const shape = () => [source.rows().length, ...source.columns().map(({ field, title }) => `${field} ${title}`)].join('\n')
  let known = shape()
  const stop = source.follow?.(changed, moved)
  const timer = setInterval(() => {
    const now = shape()
    if (now !== known) moved()
    known = now
  }, LOOK_MILLISECONDS)
  return () => {
    clearInterval(timer)
    stop?.()
  }
}
