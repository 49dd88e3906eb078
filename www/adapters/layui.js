/**
 * layui's data tables, edited in place (`edit: 'text'`; tried with layui 2.13). Fields of a form in layui need no adapter.
 *
 * In: layui, the id of a table. Out: an adapter. Reads `table.cache`; writes as a person does, through the field that layui opens in a
 * cell, so that the page's own `table.on('edit(…)')` hears of it.
 *
 * @example
 * import { attach } from 'gouji'
 * import { layui as tableOf } from 'gouji/adapters/layui'
 *
 * layui.table.render({ elem: '#figures', id: 'figures', cols: [[{ field: 'label', title: '项目' }, { field: 'person', title: '自然人', edit: 'text' }, …]] })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: tableOf(layui, 'figures') })
 */
import { all, attributeOf, closest, dispatch, documentHas } from '../host.js'
import { writeField } from '../writing.js'
import { records } from './records.js'

/** @typedef {{ field?: string, title?: string, edit?: unknown, colGroup?: boolean }} LayuiColumn */
/** @typedef {{ table: { cache: { [id: string]: any[] }, getOptions(id: string): any, eachCols(id: any, each: (index: unknown, column: LayuiColumn) => void, columns: unknown): void } }} Layui */

const EDITOR = '.layui-table-edit'
/** Since layui 2.8, and before. */
const ID = ['lay-table-id', 'lay-id']

/** @param {Layui} layui @param {string} id @returns {() => import('../contract.js').Adapter} for the option `adapter` of `attach` */
export const layui = ({ table }, id) => records({
  rows: () => table.cache[id] ?? [],
  columns: () => columnsOf(table, id).map(({ field = '', title = '' }) => ({ field, title: withoutTags(title) })),
  write: (_, field, text, index) => write(table.getOptions(id), cellOf(id, field, index), text),
  isWritable: (row, field) => {
    const edit = columnsOf(table, id).find((column) => column.field === field)?.edit
    return Boolean(typeof edit === 'function' ? edit(row) : edit)
  },
  drawn: (_, field, index) => cellOf(id, field, index),
  focus: (_, field, index) => {
    const cell = /** @type {HTMLElement | undefined} */ (cellOf(id, field, index))
    cell?.scrollIntoView({ block: 'center', inline: 'nearest' })
    cell?.click()
  },
})

/** @param {Layui['table']} table @param {string} id @returns {LayuiColumn[]} */
function columnsOf(table, id) {
  /** @type {LayuiColumn[]} */
  const columns = []
  table.eachCols(null, (_, column) => { if (column.field && !column.colGroup) columns.push(column) }, table.getOptions(id)?.cols ?? [])
  return columns
}

/** @param {string} title */
const withoutTags = (title) => title.replace(/<[^>]*>/gu, ' ')

/** Columns that are kept in sight are drawn twice, one over the other. @param {string} id @param {string} field @param {number} index */
function cellOf(id, field, index) {
  const view = all(document, '.layui-table-view').find((each) => ID.some((name) => attributeOf(each, name) === id))
  const lines = view ? all(view, '.layui-table-body tr').filter((line) => attributeOf(line, 'data-index') === String(index)) : []
  const cells = lines.flatMap((line) => all(line, 'td')).filter((cell) => attributeOf(cell, 'data-field') === field)
  return cells.find((cell) => closest(cell, '.layui-table-fixed') !== null && cell.getClientRects().length > 0) ?? cells[0]
}

/** @param {{ editTrigger?: string }} options @param {Element | undefined} cell @param {string} text */
function write({ editTrigger = 'click' }, cell, text) {
  if (cell === undefined) return
  const before = documentHas('activeElement')
  dispatch(cell, new MouseEvent(editTrigger, { bubbles: true }))
  const field = /** @type {HTMLElement | undefined} */ (all(cell, EDITOR)[0])
  if (field === undefined) return
  writeField(field, text)
  field.blur()
  before?.focus({ preventScroll: true })
}
