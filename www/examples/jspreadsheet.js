/** The seed's table in jspreadsheet. Between the arrows stands all that gouji needs. */
import createSpreadsheet from 'jspreadsheet-ce'
import 'jspreadsheet-ce/dist/jspreadsheet.css'
import 'jsuites/dist/jsuites.css'
import { show } from './page.js'
import { COMPUTED } from './seed.js'
import { coordinates, HEAD, LABELS, spreadsheet } from './sheet-form.js'

const { data, merged } = spreadsheet()
const TOTAL = LABELS + 6
const nameOf = (row, column) => `${String.fromCharCode(65 + column)}${row + 1}`
if (COMPUTED) data.forEach((line, row) => { line[TOTAL] = `=SUM(${nameOf(row, LABELS)}:${nameOf(row, TOTAL - 1)})` })

const [worksheet] = createSpreadsheet(document.querySelector('#sheet'), {
  worksheets: [{
    data,
    columns: data[0].map((_, column) => ({ width: column < LABELS ? 120 : 70, title: ' ', readOnly: column < LABELS })),
    nestedHeaders: HEAD.map((line) => line.map(({ text, columns }) => ({ title: text, colspan: columns }))),
    mergeCells: Object.fromEntries(merged.map(({ row, col, rowspan, colspan }) => [nameOf(row, col), [colspan, rowspan]])),
  }],
})

// ↓ gouji
import { attach } from 'gouji'
import { jspreadsheet } from 'gouji/adapters/jspreadsheet'

const start = () => attach('#sheet', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: jspreadsheet(worksheet) })
// ↑

await show('jspreadsheet', {
  start,
  kind: 'grid',
  cell: (cell) => worksheet.getCellFromCoords(...coordinates(cell).reverse()),
  model: (cell) => String(worksheet.getValueFromCoords(...coordinates(cell).reverse(), true)),
  set: (cell, text) => worksheet.setValueFromCoords(...coordinates(cell).reverse(), text),
  undo: () => worksheet.undo(),
  rerender: () => worksheet.setData(worksheet.getData().map((line) => [...line])),
})
