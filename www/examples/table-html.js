/** The seed's table as HTML, for editors that are given their text. Must not know gouji. */
import { COLUMNS, COMPUTED, figures, layout, ROWS, totalOf } from './seed.js'

const HEAD_ROWS = 3

/** @param {{ [cell: string]: string }} [typed] */
export function tableHtml(typed = figures()) {
  const cellHtml = ({ text, cell, rows = 1, columns = 1 }) => {
    const computed = COMPUTED && cell?.endsWith('.total')
    const shown = computed ? totalOf(typed, cell.split('.')[0]) : typed[cell]
    const spans = `${rows > 1 ? ` rowspan="${rows}"` : ''}${columns > 1 ? ` colspan="${columns}"` : ''}${computed ? ' contenteditable="false"' : ''}`
    return `<td${spans}>${cell ? shown : text}</td>`
  }
  return `<h3>三、收到和处理政府信息公开申请情况</h3><table border="1"><tbody>${layout().map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('')}</tbody></table><p>以上。</p>`
}

/** The cell of `row.column` in an edited table. @param {ParentNode} root @param {string} cell */
export function cellIn(root, cell) {
  const [row, column] = cell.split('.')
  const line = root.querySelectorAll('table tr')[HEAD_ROWS + ROWS.findIndex(([id]) => id === row)]
  return [...(line?.querySelectorAll('td, th') ?? [])].slice(-COLUMNS.length)[COLUMNS.findIndex(([id]) => id === column)]
}

/** What a text that would be saved says in `row.column`. @param {string} html @param {string} cell */
export const savedFigure = (html, cell) => cellIn(new DOMParser().parseFromString(html, 'text/html'), cell)?.textContent.trim() ?? ''

/** The page's own sums, kept up with what is edited. @param {() => ParentNode} root @param {EventTarget} events */
export function computeSums(root, events) {
  if (!COMPUTED) return
  events.addEventListener('input', () => {
    for (const [row] of ROWS) {
      const typed = Object.fromEntries(COLUMNS.map(([column]) => [`${row}.${column}`, cellIn(root(), `${row}.${column}`).textContent.trim()]))
      const total = cellIn(root(), `${row}.total`)
      if (total.textContent.trim() !== totalOf(typed, row)) total.textContent = totalOf(typed, row)
    }
  })
}
