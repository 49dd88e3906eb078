/** The seed's table in jQuery EasyUI. Between the arrows stands all that gouji needs. */
import 'jquery-easyui/css/easyui.css'
import { mountPlain } from './plain-form.js'
import { show } from './page.js'
import { COMPUTED, totalOf } from './seed.js'

const { $ } = window
const table = mountPlain(document.querySelector('#app'))
const box = (cell) => $(table.field(cell))
const valueOf = (cell) => String(box(cell).numberbox('getValue'))

/** The plain fields become number boxes: EasyUI hides them and puts fields of its own beside them. */
function enhance() {
  for (const cell of table.cells()) {
    const [row] = cell.split('.')
    box(cell).numberbox({ width: 64, readonly: table.field(cell).readOnly, onChange: () => { if (COMPUTED && !cell.endsWith('.total')) sum(row) } })
  }
}

function sum(row) {
  const typed = Object.fromEntries(table.cells().map((cell) => [cell, valueOf(cell)]))
  box(`${row}.total`).numberbox('setValue', totalOf(typed, row))
}
enhance()

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('easyui', {
  start,
  cell: table.cell,
  model: valueOf,
  set: (cell, text) => box(cell).numberbox('setValue', text),
  rerender: () => {
    for (const cell of table.cells()) table.field(cell).value = valueOf(cell)
    table.rerender()
    enhance()
  },
})
