/** The seed's table drawn by a CSS grid. Between the arrows stands all that gouji needs. */
import { show } from './page.js'
import { COLUMNS, COMPUTED, figures, layout, totalOf } from './seed.js'

const app = document.querySelector('#app')
Object.assign(app.style, { display: 'grid', gridTemplateColumns: '7rem 8rem 14rem repeat(7, 4.5rem)', gap: '4px', alignItems: 'stretch', fontSize: '.8125rem' })
const typed = figures()
const isComputed = (cell) => COMPUTED && cell.endsWith('.total')
const fieldOf = (cell) => app.querySelector(`[data-of="${cell}"] input`)
const valueOf = (cell) => (isComputed(cell) ? totalOf(typed, cell.split('.')[0]) : typed[cell])

function draw() {
  app.replaceChildren(...layout().flat().map(({ text, cell, rows = 1, columns = 1 }) => {
    const box = document.createElement('div')
    Object.assign(box.style, { gridRow: `span ${rows}`, gridColumn: `span ${columns}`, background: '#fff' })
    if (!cell) return Object.assign(box, { textContent: text })
    box.dataset.of = cell
    box.append(Object.assign(document.createElement('input'), { value: valueOf(cell), readOnly: isComputed(cell), size: 4 }))
    return box
  }))
}
app.addEventListener('input', ({ target }) => {
  const { of: cell } = target.parentElement.dataset
  typed[cell] = target.value
  for (const [column] of COLUMNS) {
    const other = `${cell.split('.')[0]}.${column}`
    if (isComputed(other)) fieldOf(other).value = valueOf(other)
  }
})
draw()

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('drawn', { start, cell: (cell) => fieldOf(cell).parentElement, model: valueOf, set: (cell, text) => { typed[cell] = text; draw() }, rerender: draw })
