/** The seed's table in two tabs. Between the arrows stands all that gouji needs. */
import { mountPlain } from './plain-form.js'
import { show } from './page.js'

const HEAD = 3
const FIRST_OF_SECOND = 18
const [one, two] = document.querySelectorAll('.tab')
const parts = [
  mountPlain(one, { rows: (index) => index < FIRST_OF_SECOND }),
  mountPlain(two, { rows: (index) => index < HEAD || index >= FIRST_OF_SECOND, again: { at: FIRST_OF_SECOND, rows: 9, text: '三、本年度办理结果' } }),
]
const open = (index) => [one, two].forEach((tab, each) => { tab.hidden = each !== index })
document.querySelectorAll('.tabs button').forEach((button, index) => button.addEventListener('click', () => open(index)))
document.querySelector('#report').addEventListener('gouji:reveal', ({ target }) => open(one.contains(target) ? 0 : 1))
const part = (cell) => parts[parts[0].cell(cell) ? 0 : 1]
open(0)

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('tabs', {
  start,
  cell: (cell) => { open(parts[0].cell(cell) ? 0 : 1); return part(cell).cell(cell) },
  model: (cell) => part(cell).model(cell),
  set: (cell, text) => part(cell).set(cell, text),
  rerender: () => parts.forEach((each) => each.rerender()),
})
