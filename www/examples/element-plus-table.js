/** The seed's table in el-table, whose head and body are two tables. Between the arrows stands all that gouji needs. */
import { ElInput, ElTable, ElTableColumn } from 'element-plus'
import 'element-plus/dist/index.css'
import { createApp, h, nextTick, reactive, ref } from 'vue'
import { show } from './page.js'
import { COLUMNS, COMPUTED, figures, ROWS, totalOf } from './seed.js'

const typed = reactive(figures())
const version = ref(0)
const isComputed = (cell) => COMPUTED && cell.endsWith('.total')
const valueOf = (cell) => (isComputed(cell) ? totalOf(typed, cell.split('.')[0]) : typed[cell])
const field = (cell) => (isComputed(cell)
  ? h('span', { id: cell }, valueOf(cell))
  : h(ElInput, { id: cell, modelValue: typed[cell], 'onUpdate:modelValue': (text) => { typed[cell] = text } }))
const column = ([id, label]) => h(ElTableColumn, { label, minWidth: 90 }, { default: ({ row }) => field(`${row.id}.${id}`) })

createApp(() => h(ElTable, { data: ROWS.map(([id, label]) => ({ id, label })), border: true, height: 480, key: version.value }, () => [
  h(ElTableColumn, { prop: 'label', label: '办理情况', width: 260 }),
  column(COLUMNS[0]),
  h(ElTableColumn, { label: '法人或其他组织' }, () => COLUMNS.slice(1, 6).map(column)),
  column(COLUMNS[6]),
])).mount('#app')

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('element-plus-table', {
  start,
  cell: (cell) => document.getElementById(cell)?.closest('td'),
  model: valueOf,
  set: (cell, text) => { typed[cell] = text },
  rerender: () => { version.value += 1; return nextTick() },
})
