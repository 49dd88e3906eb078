/**
 * jQuery EasyUI's data grid (tried with 1.5). Number boxes in a form need no adapter.
 *
 * In: jQuery, a grid's element or selector. Out: an adapter. Reads and writes rows through the grid's own methods, so that `onAfterEdit` and
 * the like are called; a row that is being edited is read from its editors.
 *
 * @example
 * import { attach } from 'gouji'
 * import { easyui } from 'gouji/adapters/easyui'
 *
 * $('#figures').datagrid({ columns: [[{ field: 'label', title: '项目' }, { field: 'person', title: '自然人', editor: 'numberbox' }, …]] })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: easyui($, '#figures') })
 */
import { all, attributeOf } from '../host.js'
import { records } from './records.js'

/** @typedef {(grid: any) => { datagrid(method: string, argument?: unknown): any, [index: number]: Element }} JQuery the library's own types ask for the library */

/** @param {JQuery} $ @param {string | Element} grid @returns {() => import('../contract.js').Adapter} for the option `adapter` of `attach` */
export const easyui = ($, grid) => {
  const ask = (/** @type {string} */ method, /** @type {unknown} */ argument = undefined) => $(grid).datagrid(method, argument)
  const editorIn = (/** @type {number} */ index, /** @type {string} */ field) => ask('getEditor', { index, field })
  const drawn = (/** @type {number} */ index, /** @type {string} */ field) => cellOf(ask('getPanel')[0], index, field)
  return records({
    rows: () => ask('getRows'),
    columns: () => [...ask('getColumnFields', true), ...ask('getColumnFields')].map((field) => (
      { field, title: String(ask('getColumnOption', field)?.title ?? '').replace(/<[^>]*>/gu, ' ') })),
    read: (row, field, index) => {
      const editor = editorIn(index, field)
      return editor ? editor.actions.getValue(editor.target) : /** @type {any} */ (row)[field]
    },
    write: (_, field, text, index) => {
      const open = editorIn(index, field)
      if (!open) ask('beginEdit', index)
      const editor = open ?? editorIn(index, field)
      editor.actions.setValue(editor.target, text)
      if (!open) ask('endEdit', index)
    },
    isWritable: (_, field) => Boolean(ask('getColumnOption', field)?.editor),
    drawn: (_, field, index) => drawn(index, field),
    focus: (_, field, index) => {
      ask('scrollTo', index)
      drawn(index, field)?.scrollIntoView({ block: 'center', inline: 'nearest' })
      ask('selectRow', index)
    },
  })
}

/** @param {Element} panel @param {number} index @param {string} field */
function cellOf(panel, index, field) {
  const lines = all(panel, 'tr[datagrid-row-index]').filter((line) => attributeOf(line, 'datagrid-row-index') === String(index))
  return lines.flatMap((line) => all(line, 'td')).find((cell) => attributeOf(cell, 'field') === field)
}
