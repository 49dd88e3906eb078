/** The seed's table in amis. Between the arrows stands all that gouji needs. */
import { show } from './page.js'
import { COLUMNS, COMPUTED, figures, ROWS, totalOf } from './seed.js'

const typed = figures()
const isComputed = (column) => COMPUTED && column === 'total'
const sum = COLUMNS.slice(0, -1).map(([column]) => `INT(${column})`).join(' + ')
const scoped = window.amisRequire('amis/embed').embed('#app', {
  type: 'page',
  name: 'page',
  body: {
    type: 'form',
    wrapWithPanel: false,
    name: 'report',
    data: { rows: ROWS.map(([row, label]) => ({ label, ...Object.fromEntries(COLUMNS.map(([column]) => [column, typed[`${row}.${column}`]])) })) },
    body: [{
      type: 'input-table',
      name: 'rows',
      label: false,
      showIndex: false,
      needConfirm: false,
      columns: [
        { name: 'label', label: '办理情况', type: 'text' },
        ...COLUMNS.map(([name, label]) => (isComputed(name)
          ? { label, type: 'tpl', quickEdit: false, tpl: `\${${sum}}` }
          : { name, label, type: 'input-text', quickEdit: false })),
      ],
    }],
  },
})
const form = () => scoped.getComponentByName('page.report')
// amis draws its form a while after it was told to.
while (document.querySelectorAll('#app tbody tr').length < ROWS.length) await new Promise((resolve) => { setTimeout(resolve, 20) })

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

const rows = () => form().getValues().rows
const at = (cell) => { const [row, column] = cell.split('.'); return [ROWS.findIndex(([id]) => id === row), column] }
await show('amis', {
  start,
  model: (cell) => {
    const [row, column] = at(cell)
    if (isComputed(column)) return totalOf(Object.fromEntries(COLUMNS.map(([each]) => [`x.${each}`, rows()[row][each]])), 'x')
    return String(rows()[row][column] ?? '')
  },
  cell: (cell) => {
    const [row, column] = at(cell)
    return document.querySelectorAll('#app tbody tr')[row]?.querySelectorAll('td')[1 + COLUMNS.findIndex(([id]) => id === column)]
  },
  set: (cell, text) => {
    const [row, column] = at(cell)
    form().setValues({ rows: rows().map((line, index) => (index === row ? { ...line, [column]: text } : line)) })
  },
  rerender: () => form().setValues({ rows: rows().map((line) => ({ ...line })) }),
})
