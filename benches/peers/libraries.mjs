/**
 * Rule engines, validators, a spreadsheet and an expression language, each written as its own documentation recommends:
 * rules compiled once, data handed over once a check. All count with doubles.
 */
import { HyperFormula } from 'hyperformula'
import Ajv from 'ajv'
import { LogicEngine } from 'json-logic-engine'
import { Engine, Rule } from 'json-rules-engine'
import { Environment } from '@marcbachmann/cel-js'
import { Model } from 'survey-core'

const name = (cell) => `c${cell}`
const COUNT = /^\d+$/u

/** https://json-logic.github.io/json-logic-engine: `build` once, call often. */
export function jsonLogic({ identities }) {
  const engine = new LogicEngine()
  const sum = (cells) => ({ '+': cells.map((cell) => ({ var: String(cell) })) })
  const rules = identities.map(({ id, left, right }) => ({ id, holds: engine.build({ '===': [sum(left), sum(right)] }) }))
  return { full: (texts) => ({ broken: rules.flatMap(({ id, holds }) => (holds(texts) ? [] : [id])), odd: oddOf(texts) }) }
}

const oddOf = (texts) => texts.flatMap((text, cell) => (COUNT.test(text) ? [] : [cell]))

/** https://github.com/CacheControl/json-rules-engine: one engine, a rule an identity, facts computed from the cells. */
export function jsonRules({ identities }) {
  const engine = new Engine([], { allowUndefinedFacts: true })
  const sum = (values, cells) => cells.reduce((total, cell) => total + Number(values[cell]), 0)
  engine.addFact('difference', async ({ left, right }, almanac) => {
    const values = await almanac.factValue('cells')
    return sum(values, left) - sum(values, right)
  })
  for (const { id, left, right } of identities) {
    engine.addRule(new Rule({
      conditions: { all: [{ fact: 'difference', params: { left, right }, operator: 'notEqual', value: 0 }] },
      event: { type: 'broken', params: { id } },
    }))
  }
  const full = async (texts) => {
    const { events } = await engine.run({ cells: texts })
    return { broken: events.map((event) => event.params.id), odd: oddOf(texts) }
  }
  return { full, asynchronous: true }
}

/** https://ajv.js.org/keywords.html: a keyword whose validation function is compiled with the schema. */
export function ajv({ identities, addresses }) {
  const validator = new Ajv({ allErrors: true })
  validator.addKeyword({
    keyword: 'tiesOut', errors: true,
    compile: (list) => {
      const validate = (cells) => {
        const sum = (indices) => indices.reduce((total, cell) => total + Number(cells[cell]), 0)
        validate.errors = list.flatMap(({ id, left, right }) => (sum(left) === sum(right) ? [] : [{ keyword: 'tiesOut', message: id, params: {} }]))
        return validate.errors.length === 0
      }
      return validate
    },
  })
  const validate = validator.compile({ type: 'array', items: { type: 'string', pattern: '^[0-9]+$' }, minItems: addresses.length, tiesOut: identities })
  const full = (texts) => {
    validate(texts)
    const errors = validate.errors ?? []
    return {
      broken: errors.flatMap((error) => (error.keyword === 'tiesOut' ? [error.message] : [])),
      odd: errors.flatMap((error) => (error.keyword === 'pattern' ? [Number(error.instancePath.slice(1))] : [])),
    }
  }
  return { full }
}

/** https://github.com/marcbachmann/cel-js: an environment, expressions parsed once. */
export function cel({ identities, addresses }) {
  const environment = addresses.reduce((built, _, cell) => built.registerVariable(name(cell), 'double'), new Environment())
  const side = (cells) => cells.map(name).join(' + ')
  const rules = identities.map(({ id, left, right }) => ({ id, holds: environment.parse(`${side(left)} == ${side(right)}`) }))
  const full = (texts) => {
    const context = {}
    texts.forEach((text, cell) => { context[name(cell)] = Number(text) })
    return { broken: rules.flatMap(({ id, holds }) => (holds(context) ? [] : [id])), odd: oddOf(texts) }
  }
  return { full }
}

/** https://hyperformula.handsontable.com: a sheet of figures, a sheet of formulas, edits by `setCellContents`. */
export function hyperFormula({ identities, addresses }) {
  const row = (cell) => `Figures!A${cell + 1}`
  const formula = ({ left, right }) => `=${left.map(row).join('+')}=${right.map(row).join('+')}`
  const sheets = { Figures: addresses.map(() => [0]), Rules: identities.map((identity) => [formula(identity)]) }
  const sheet = HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3', maxRows: 200_000 })
  const [figures, rules] = ['Figures', 'Rules'].map((title) => sheet.getSheetId(title))
  const broken = () => sheet.getSheetValues(rules).flatMap(([holds], index) => (holds === true ? [] : [identities[index].id]))
  const full = (texts) => {
    sheet.setCellContents({ sheet: figures, row: 0, col: 0 }, texts.map((text) => [text]))
    return { broken: broken(), odd: oddOf(texts) }
  }
  const edit = (cell, text) => {
    const changes = sheet.setCellContents({ sheet: figures, row: cell, col: 0 }, text)
    return changes.length
  }
  return { full, edit }
}

/** https://surveyjs.io: a text question a cell, an expression validator a total. */
export function surveyJs({ identities, addresses }) {
  const validators = new Map()
  for (const { id, left, right } of identities) {
    const side = (cells) => cells.map((cell) => `{${name(cell)}}`).join(' + ')
    const list = validators.get(left[0]) ?? []
    list.push({ type: 'expression', text: id, expression: `${side(left)} = ${side(right)}` })
    validators.set(left[0], list)
  }
  const elements = addresses.map((_, cell) => ({
    type: 'text', name: name(cell), inputType: 'number',
    validators: [{ type: 'regex', regex: '^[0-9]+$', text: 'count' }, ...(validators.get(cell) ?? [])],
  }))
  const survey = new Model({ elements, checkErrorsMode: 'onComplete' })
  const full = (texts) => {
    survey.data = Object.fromEntries(texts.map((text, cell) => [name(cell), Number(text)]))
    survey.validate(true, false)
    const [broken, odd] = [[], []]
    survey.getAllQuestions().forEach((question, cell) => {
      for (const error of question.errors) {
        if (error.text === 'count') odd.push(cell)
        else broken.push(error.text)
      }
    })
    return { broken, odd }
  }
  return { full }
}
