/** The seed's table in AG Grid, which draws the rows in sight. Between the arrows stands all that gouji needs. */
import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community'
import { show } from './page.js'
import { at, isComputed, recordRows, sum } from './record-rows.js'
import { COLUMNS } from './seed.js'

ModuleRegistry.registerModules([AllCommunityModule])
const rows = recordRows()
const grid = createGrid(document.querySelector('#app'), {
  rowData: rows,
  columnDefs: [
    { field: 'label', headerName: '办理情况', width: 300, pinned: 'left' },
    ...COLUMNS.map(([field, headerName]) => ({ field, headerName, width: 110, editable: !isComputed(field) })),
  ],
  onCellValueChanged: ({ data, node }) => { sum(data); grid.refreshCells({ rowNodes: [node] }) },
})
await new Promise((resolve) => { grid.addEventListener('firstDataRendered', resolve) })

// ↓ gouji
import { attach } from 'gouji'
import { records } from 'gouji/adapters/records'

const adapter = records({
  rows: () => rows,
  columns: () => grid.getColumnDefs().map(({ field, headerName }) => ({ field, title: headerName })),
  write: (row, field, text, index) => grid.getDisplayedRowAtIndex(index).setDataValue(field, text),
  isWritable: (row, field) => grid.getColumnDef(field).editable,
  drawn: (row, field, index) => document.querySelector(`#app .ag-row[row-index="${index}"] [col-id="${field}"]`),
  focus: (row, field, index) => { grid.ensureIndexVisible(index); grid.setFocusedCell(index, field) },
})
const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter })
// ↑

await show('ag-grid', {
  start,
  kind: 'grid',
  cell: (cell) => {
    const [index, column] = at(cell)
    grid.ensureIndexVisible(index)
    return document.querySelector(`#app .ag-row[row-index="${index}"] [col-id="${column}"]`)
  },
  model: (cell) => { const [row, column] = at(cell); return String(rows[row][column]) },
  // Behind the grid's back: the rows are the page's own.
  set: (cell, text) => { const [row, column] = at(cell); rows[row][column] = text; sum(rows[row]); grid.refreshCells() },
  rerender: () => grid.redrawRows(),
})
