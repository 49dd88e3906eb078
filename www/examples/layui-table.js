/** The seed's table as a data table of layui. Between the arrows stands all that gouji needs. */
import 'layui'
import 'layui/dist/css/layui.css'
import { show } from './page.js'
import { at, isComputed, recordRows, sum } from './record-rows.js'
import { COLUMNS } from './seed.js'

const { layui } = window
const { table } = layui
const columns = [[
  { field: 'label', title: '办理情况', width: 300, fixed: 'left' },
  ...COLUMNS.map(([field, title]) => ({ field, title, width: 110, ...(isComputed(field) ? {} : { edit: 'text' }) })),
]]
await new Promise((done) => { table.render({ elem: '#figures', id: 'figures', cols: columns, data: recordRows(), height: 480, page: false, limit: 100, done }) })
const rows = () => table.cache.figures
table.on('edit(figures)', ({ data, update }) => { sum(data); update({ total: data.total }) })

// ↓ gouji
import { attach } from 'gouji'
import { layui as tableOf } from 'gouji/adapters/layui'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: tableOf(layui, 'figures') })
// ↑

const lineOf = (index) => document.querySelector(`.layui-table-main tr[data-index="${index}"]`)
await show('layui-table', {
  start,
  cell: (cell) => { const [row, column] = at(cell); return lineOf(row)?.querySelector(`td[data-field="${column}"]`) },
  model: (cell) => { const [row, column] = at(cell); return String(rows()[row][column]) },
  set: (cell, text) => {
    const [index, column] = at(cell)
    const row = { ...rows()[index], [column]: text }
    sum(row)
    table.updateRow('figures', { index, data: row })
  },
  rerender: () => new Promise((done) => { table.reloadData('figures', { data: rows().map((row) => ({ ...row })), done }) }),
})
