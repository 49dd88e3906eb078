/** The seed's table as a form of labelled fields, without any table. Between the arrows stands all that gouji needs. */
import { show } from './page.js'
import { COLUMNS, COMPUTED, figures, ROWS, totalOf } from './seed.js'

const app = document.querySelector('#app')
const typed = figures()
const isComputed = (cell) => COMPUTED && cell.endsWith('.total')
const valueOf = (cell) => (isComputed(cell) ? totalOf(typed, cell.split('.')[0]) : typed[cell])
const fieldOf = (cell) => app.querySelector(`[name="${cell}"]`)

function draw() {
  app.replaceChildren(...ROWS.map(([row, title]) => {
    const part = document.createElement('fieldset')
    part.append(Object.assign(document.createElement('legend'), { textContent: title }))
    for (const [column, name] of COLUMNS) {
      const label = Object.assign(document.createElement('label'), { textContent: `${name} ` })
      label.append(Object.assign(document.createElement('input'), { name: `${row}.${column}`, value: valueOf(`${row}.${column}`), readOnly: isComputed(`${row}.${column}`), size: 4 }))
      part.append(label)
    }
    return part
  }))
}
app.addEventListener('input', ({ target }) => {
  typed[target.name] = target.value
  const total = `${target.name.split('.')[0]}.total`
  if (isComputed(total)) fieldOf(total).value = valueOf(total)
})
draw()

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('labelled', { start, cell: fieldOf, model: valueOf, set: (cell, text) => { typed[cell] = text; draw() }, rerender: draw })
