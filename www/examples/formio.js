/** The seed's table in Form.io. Between the arrows stands all that gouji needs. */
import { Formio } from '@formio/js'
import '@formio/js/dist/formio.form.min.css'
import { show } from './page.js'
import { COLUMNS, COMPUTED, figures, ROWS } from './seed.js'

const typed = figures()
const keyOf = (cell) => cell.replace('.', '__')
const field = (row, column) => {
  const computed = COMPUTED && column === 'total'
  const sum = COLUMNS.slice(0, -1).map(([each]) => `Number(data.${row}__${each})`).join(' + ')
  return {
    type: 'textfield',
    key: keyOf(`${row}.${column}`),
    label: `${row} ${column}`,
    hideLabel: true,
    defaultValue: typed[`${row}.${column}`],
    disabled: computed,
    ...(computed ? { calculateValue: `value = String(${sum})` } : {}),
  }
}
const form = await Formio.createForm(document.querySelector('#app'), {
  components: [{
    type: 'table',
    key: 'requests',
    numRows: ROWS.length,
    numCols: COLUMNS.length + 1,
    header: ['办理情况', ...COLUMNS.map(([, label]) => label)],
    rows: ROWS.map(([row, label]) => [
      { components: [{ type: 'htmlelement', tag: 'span', key: `label_${row}`, content: label }] },
      ...COLUMNS.map(([column]) => ({ components: [field(row, column)] })),
    ]),
  }],
}, { noDefaultSubmitButton: true })

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('formio', {
  start,
  model: (cell) => String(form.submission.data[keyOf(cell)] ?? ''),
  cell: (cell) => document.querySelector(`[name="data[${keyOf(cell)}]"]`)?.closest('td'),
  set: (cell, text) => form.setSubmission({ data: { ...form.submission.data, [keyOf(cell)]: text } }),
  rerender: () => form.redraw(),
  complain: (cell, text) => form.getComponent(keyOf(cell)).setCustomValidity(text ? [{ level: 'error', message: text }] : '', true),
})
