/** The seed's table in layui. Between the arrows stands all that gouji needs. */
import 'layui'
import 'layui/dist/css/layui.css'
import { mountPlain } from './plain-form.js'
import { show } from './page.js'

const { form } = window.layui
const table = mountPlain(document.querySelector('#app'), { className: 'layui-input' })
form.render(null, 'report')

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

// layui writes values without an event: form.val(filter, values).
await show('layui', {
  start,
  ...table,
  model: (cell) => form.val('report')[cell.replace('.', '_')],
  set: (cell, text) => form.val('report', { [cell.replace('.', '_')]: text }),
})
