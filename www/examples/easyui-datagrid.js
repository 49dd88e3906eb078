/** The seed's table as a data grid of jQuery EasyUI. Between the arrows stands all that gouji needs. */
import 'jquery-easyui/css/easyui.css'
import { show } from './page.js'
import { at, isComputed, recordRows, sum } from './record-rows.js'
import { COLUMNS } from './seed.js'

const { $ } = window
const grid = (...words) => $('#figures').datagrid(...words)
let open
/** A row is edited from the click on it to the next click elsewhere, as EasyUI's own examples have it. */
function edit(index, field) {
  if (open !== undefined) grid('endEdit', open)
  open = index
  if (index === undefined) return
  grid('beginEdit', index)
  const editor = grid('getEditor', { index, field })
  if (editor) editor.target.numberbox('textbox').trigger('focus')
}
grid({
  data: recordRows(),
  height: 480,
  width: '100%',
  frozenColumns: [[{ field: 'label', title: '办理情况', width: 300 }]],
  columns: [COLUMNS.map(([field, title]) => ({ field, title, width: 96, ...(isComputed(field) ? {} : { editor: 'numberbox' }) }))],
  onClickCell: edit,
  onAfterEdit: (index, row) => {
    sum(row)
    grid('refreshRow', index)
  },
})

// ↓ gouji
import { attach } from 'gouji'
import { easyui } from 'gouji/adapters/easyui'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: easyui($, '#figures') })
// ↑

document.addEventListener('click', ({ target }) => { if (!target.closest('.datagrid')) edit() })
await show('easyui-datagrid', {
  start,
  cell: (cell) => {
    const [row, column] = at(cell)
    return document.querySelector(`.datagrid-view2 .datagrid-btable tr[datagrid-row-index="${row}"] td[field="${column}"]`)
  },
  model: (cell) => {
    const [index, field] = at(cell)
    const editor = grid('getEditor', { index, field })
    return String(editor ? editor.actions.getValue(editor.target) : grid('getRows')[index][field])
  },
  set: (cell, text) => {
    edit()
    const [index, field] = at(cell)
    const row = { ...grid('getRows')[index], [field]: text }
    sum(row)
    grid('updateRow', { index, row })
  },
  rerender: () => { edit(); grid('loadData', grid('getRows').map((row) => ({ ...row }))) },
})
