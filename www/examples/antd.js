/** The seed's table in Ant Design. Between the arrows stands all that gouji needs. */
import { Form, Input, InputNumber } from 'antd'
import { createElement as h, useReducer } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { show } from './page.js'
import { COMPUTED, figures, layout, totalOf } from './seed.js'

let form
let version = 0
let redraw
const isComputed = (cell) => COMPUTED && cell.endsWith('.total')

/** A controlled field: an Input in most columns, an InputNumber in the first. */
const field = (cell) => h(Form.Item, { name: cell, noStyle: true }, h(cell.endsWith('.person') ? InputNumber : Input, { disabled: isComputed(cell), controls: false }))

const draw = ({ text, cell, rows, columns }, key) => (cell
  ? h('td', { key, id: cell }, field(cell))
  : h('th', { key, rowSpan: rows, colSpan: columns }, text))

function Report() {
  [form] = Form.useForm()
  ;[, redraw] = useReducer((count) => count + 1, 0)
  const sums = (changed, all) => {
    if (!COMPUTED) return
    for (const row of new Set(Object.keys(changed).map((cell) => cell.split('.')[0]))) form.setFieldValue(`${row}.total`, totalOf(all, row))
  }
  const first = figures()
  if (COMPUTED) for (const cell of Object.keys(first).filter(isComputed)) first[cell] = totalOf(first, cell.split('.')[0])
  return h(Form, { form, component: false, initialValues: first, onValuesChange: sums },
    h('table', { className: 'figures', key: version }, h('tbody', null, layout().map((row, index) => h('tr', { key: index }, row.map(draw))))))
}

flushSync(() => createRoot(document.querySelector('#app')).render(h(Report)))

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('antd', {
  start,
  cell: (cell) => document.getElementById(cell).closest('td'),
  model: (cell) => String(form.getFieldValue(cell) ?? ''),
  set: (cell, text) => form.setFieldValue(cell, text),
  rerender: () => { version += 1; flushSync(redraw) },
})
