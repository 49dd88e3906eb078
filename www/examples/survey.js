/** The seed's table in SurveyJS. Between the arrows stands all that gouji needs. */
import { CustomError, Model } from 'survey-core'
import 'survey-core/survey-core.fontless.css'
import { renderSurvey } from 'survey-js-ui'
import { show } from './page.js'
import { COLUMNS, COMPUTED, figures, ROWS } from './seed.js'

const typed = figures()
const sum = COLUMNS.slice(0, -1).map(([column]) => `{row.${column}}`).join(' + ')
const survey = new Model({
  showNavigationButtons: 'none',
  elements: [{
    type: 'matrixdropdown',
    name: 'requests',
    title: '三、收到和处理政府信息公开申请情况',
    cellType: 'text',
    displayMode: 'table',
    columns: COLUMNS.map(([name, title]) => (COMPUTED && name === 'total' ? { name, title, cellType: 'expression', expression: sum } : { name, title, cellType: 'text' })),
    rows: ROWS.map(([value, text]) => ({ value, text })),
  }],
})
const valueOf = (at) => Object.fromEntries(ROWS.map(([row]) => [row, Object.fromEntries(COLUMNS.map(([column]) => [column, at(`${row}.${column}`)]))]))
survey.data = { requests: valueOf((cell) => typed[cell]) }
renderSurvey(survey, document.querySelector('#app'))

const question = survey.getQuestionByName('requests')
const model = (cell) => {
  const [row, column] = cell.split('.')
  return String(question.value[row]?.[column] ?? '')
}

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('survey', {
  start,
  model,
  cell: (cell) => {
    const [row, column] = cell.split('.')
    const at = ROWS.findIndex(([id]) => id === row)
    return document.querySelectorAll('#app tbody tr[data-sv-drop-target-matrix-row]')[at]?.querySelectorAll('td')[1 + COLUMNS.findIndex(([id]) => id === column)]
  },
  set: (cell, text) => { question.value = valueOf((each) => (each === cell ? text : model(each))) },
  complain: (cell, text) => {
    const [row, column] = cell.split('.')
    const own = question.visibleRows.find(({ rowName }) => rowName === row).getQuestionByColumnName(column)
    if (text) own.addError(new CustomError(text))
    else own.clearErrors()
  },
  rerender: () => {
    question.visible = false
    return new Promise((resolve) => { setTimeout(() => { question.visible = true; resolve() }, 50) })
  },
})
