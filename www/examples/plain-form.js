/** The table of the seed as plain HTML, in any document or shadow root. Must not know gouji. */
import { COMPUTED, figures, layout, totalOf } from './seed.js'

const isComputed = (cell) => COMPUTED && cell.endsWith('.total')

/**
 * @param {ParentNode & Node} root where the table goes
 * @param {{ rows?: (index: number) => boolean, again?: { at: number, rows: number, text: string }, className?: string }} [options] `rows`: which rows of the layout;
 *   `again`: the label of a group that began on another page
 */
export function mountPlain(root, { rows = () => true, again, className = '' } = {}) {
  const page = root.ownerDocument
  const fields = new Map()
  const typed = figures()
  const sum = (row) => { if (fields.has(`${row}.total`)) fields.get(`${row}.total`).value = totalOf(Object.fromEntries([...fields].map(([cell, field]) => [cell, field.value])), row) }

  const field = (cell) => {
    const input = page.createElement('input')
    input.value = fields.get(cell)?.value ?? typed[cell]
    input.className = className
    input.name = cell.replace('.', '_')
    input.readOnly = isComputed(cell)
    fields.set(cell, input)
    return input
  }
  const draw = ({ text, cell, rows: down, columns }) => {
    const element = page.createElement(cell ? 'td' : 'th')
    if (cell) element.append(field(cell))
    else element.textContent = text
    if (down > 1) element.rowSpan = down
    if (columns > 1) element.colSpan = columns
    return element
  }
  const render = () => {
    const table = page.createElement('table')
    table.className = 'figures'
    const body = table.createTBody()
    layout().forEach((line, index) => {
      if (!rows(index)) return
      const row = page.createElement('tr')
      row.append(...(again?.at === index ? [again, ...line] : line).map(draw))
      body.append(row)
    })
    root.replaceChildren(...[...root.children].filter((child) => child.localName !== 'table'), table)
    if (COMPUTED) for (const cell of fields.keys()) if (isComputed(cell)) sum(cell.split('.')[0])
  }
  root.addEventListener('input', ({ target }) => {
    if (COMPUTED) sum([...fields].find(([, input]) => input === target)?.[0].split('.')[0])
  })
  render()
  return {
    field: (cell) => fields.get(cell),
    cells: () => [...fields.keys()],
    cell: (cell) => fields.get(cell)?.closest('td'),
    model: (cell) => fields.get(cell).value,
    set: (cell, text) => { fields.get(cell).value = text },
    rerender: render,
  }
}
