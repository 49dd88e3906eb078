/** The seed's table in VXE Table. Between the arrows stands all that gouji needs. */
import { createApp, h, nextTick, reactive, ref } from 'vue'
import VxeUI from 'vxe-pc-ui'
import 'vxe-pc-ui/lib/style.css'
import VxeTable, { VxeColumn, VxeTable as Grid } from 'vxe-table'
import 'vxe-table/lib/style.css'
import { show } from './page.js'
import { at, isComputed, recordRows, sum } from './record-rows.js'
import { COLUMNS } from './seed.js'

const rows = reactive(recordRows())
const table = ref()
const version = ref(0)
const column = ([field, title]) => h(VxeColumn, { field, title, width: 110, ...(isComputed(field) ? {} : { editRender: { name: 'input' } }) })
createApp(() => h(Grid, { ref: table, key: version.value, data: rows, border: true, height: 480, editConfig: { trigger: 'click', mode: 'cell' }, onEditClosed: ({ row }) => sum(row) }, () => [
  h(VxeColumn, { field: 'label', title: '办理情况', width: 300, fixed: 'left' }),
  ...COLUMNS.map(column),
])).use(VxeUI).use(VxeTable).mount('#app')
await nextTick()

// ↓ gouji
import { attach } from 'gouji'
import { records } from 'gouji/adapters/records'

const adapter = records({
  rows: () => rows,
  columns: () => table.value.getColumns().map(({ field, title }) => ({ field, title })),
  write: (row, field, text) => { row[field] = text; sum(row) },
  isWritable: (row, field) => Boolean(table.value.getColumnByField(field)?.editRender),
  drawn: (row, field) => table.value.getCellElement(row, field),
  focus: (row, field) => table.value.setEditCell(row, field),
})
const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter })
// ↑

// A cell that is being edited gives its text over when it is left.
await show('vxe-table', {
  start,
  kind: 'editor',
  cell: (cell) => { const [row, field] = at(cell); return table.value.getCellElement(rows[row], field) },
  model: (cell) => { const [row, field] = at(cell); return String(rows[row][field]) },
  set: (cell, text) => { const [row, field] = at(cell); rows[row][field] = text; sum(rows[row]) },
  rerender: () => { version.value += 1; return nextTick() },
})
