/** The seed's table in a display that has no fields at all. Between the arrows stands all that gouji needs. */
import { show } from './page.js'
import { COMPUTED, figures, layout, totalOf } from './seed.js'

// A page of its own kind: figures are drawn as text, what is typed after a click on one takes its place.
const typed = figures()
const isComputed = (cell) => COMPUTED && cell.endsWith('.total')
const valueOf = (cell) => (isComputed(cell) ? totalOf(typed, cell.split('.')[0]) : typed[cell])
const app = document.querySelector('#app')
const listeners = new Set()
const put = (cell, text) => { typed[cell] = text; draw(); for (const tell of listeners) tell() }
let chosen
let fresh = false
function draw() {
  const table = document.createElement('table')
  table.className = 'figures'
  for (const line of layout()) {
    const row = table.insertRow()
    for (const { text, cell, rows = 1, columns = 1 } of line) {
      const element = Object.assign(document.createElement(cell ? 'td' : 'th'), { rowSpan: rows, colSpan: columns, textContent: cell ? valueOf(cell) : text })
      if (cell) element.dataset.at = cell
      row.append(element)
    }
  }
  app.replaceChildren(table)
}
const cellOf = (cell) => app.querySelector(`[data-at="${cell}"]`)
app.addEventListener('click', ({ target }) => { chosen = target.dataset.at; fresh = true })
document.addEventListener('keydown', ({ key }) => {
  if (!chosen) return
  if (!/^\d$/.test(key)) return
  put(chosen, fresh ? key : typed[chosen] + key)
  fresh = false
})
draw()

// ↓ gouji
import { attach } from 'gouji'
import { programmatic } from 'gouji/adapters/programmatic'

const adapter = programmatic({
  cells: () => Object.keys(typed).map((cell) => `requests.${cell}`),
  read: (address) => valueOf(address.slice('requests.'.length)),
  write: (address, text) => put(address.slice('requests.'.length), text),
  isWritable: (address) => !isComputed(address.slice('requests.'.length)),
  drawn: (address) => cellOf(address.slice('requests.'.length)),
  follow: (changed) => { listeners.add(changed); return () => listeners.delete(changed) },
})
const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter })
// ↑

await show('programmatic', { start, kind: 'editor', caretIn: (cell) => chosen === cell, selected: valueOf, cell: cellOf, model: valueOf, set: (cell, text) => { typed[cell] = text; draw() }, rerender: draw })
