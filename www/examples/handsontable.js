/** The seed's table in Handsontable. Between the arrows stands all that gouji needs. */
import Handsontable from 'handsontable'
import 'handsontable/styles/handsontable.css'
import 'handsontable/styles/ht-theme-main.css'
import { show } from './page.js'
import { COMPUTED } from './seed.js'
import { coordinates, HEAD, LABELS, spreadsheet } from './sheet-form.js'

const { data, merged } = spreadsheet()
const TOTAL = LABELS + 6
const sum = (row) => String(data[row].slice(LABELS, TOTAL).reduce((total, text) => total + Number(text), 0))
if (COMPUTED) data.forEach((line, row) => { line[TOTAL] = sum(row) })

const table = new Handsontable(document.querySelector('#sheet'), {
  data,
  mergeCells: merged,
  nestedHeaders: HEAD.map((line) => line.map(({ text, columns }) => (columns > 1 ? { label: text, colspan: columns } : text))),
  themeName: 'ht-theme-main',
  height: 420,
  width: '100%',
  colWidths: (column) => (column < LABELS ? 120 : 70),
  cells: (row, column) => ({ readOnly: column < LABELS || (COMPUTED && column === TOTAL) }),
  afterChange(changes, source) {
    if (COMPUTED && source !== 'sums') for (const [row] of changes ?? []) this.setDataAtCell(row, TOTAL, sum(row), 'sums')
  },
  licenseKey: 'non-commercial-and-evaluation',
})

// ↓ gouji
import { attach } from 'gouji'
import { handsontable } from 'gouji/adapters/handsontable'

const start = () => attach('#sheet', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: handsontable(table) })
// ↑

await show('handsontable', {
  start,
  kind: 'grid',
  cell: (cell) => {
    const [row, column] = coordinates(cell)
    if (!table.getCell(row, column)) table.scrollViewportTo({ row, col: column })
    return table.getCell(row, column)
  },
  model: (cell) => String(table.getSourceDataAtCell(...coordinates(cell))),
  // Behind the table's back: its data are the page's own.
  set: (cell, text) => {
    const [row, column] = coordinates(cell)
    data[row][column] = text
    if (COMPUTED) data[row][TOTAL] = sum(row)
  },
  undo: () => table.getPlugin('undoRedo').undo(),
  rerender: () => { table.scrollViewportTo({ row: 0, col: 0 }); table.render() },
})
