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
import initZen, { Variable } from '@gorules/zen-engine-wasm'
import { readFileSync } from 'node:fs'

const name = (cell) => `c${cell}`
const COUNT = /^\d+$/u

/**
 * An edit where each rule can be asked by itself: those of its cell are, and the others stand as they stood.
 * @param {import('../work.mjs').Identity[]} identities
 * @param {(index: number, values: any) => boolean} holds
 * @param {(values: any, cell: number, text: string) => any} put the values with a text put in
 */
function byRule(identities, holds, put) {
  const uses = new Map()
  identities.forEach(({ left, right }, index) => {
    for (const cell of [...left, ...right]) uses.set(cell, [...(uses.get(cell) ?? []), index])
  })
  let values
  const broken = new Set()
  const begin = (given) => {
    values = given
    broken.clear()
    identities.forEach((_, index) => { if (!holds(index, values)) broken.add(index) })
  }
  const edit = (cell, text) => {
    values = put(values, cell, text)
    for (const index of uses.get(cell) ?? []) {
      if (holds(index, values)) broken.delete(index)
      else broken.add(index)
    }
    return broken.size
  }
  return { begin, edit }
}

/** An edit where only everything can be checked. @param {(texts: string[]) => any} full */
function byAll(full) {
  let texts = []
  const begin = (given) => { texts = [...given] }
  const edit = (cell, text) => {
    texts[cell] = text
    const done = full(texts)
    return done.then ? done.then(({ broken }) => broken.length) : done.broken.length
  }
  return { begin, edit }
}

/** https://json-logic.github.io/json-logic-engine: `build` once, call often. */
export function jsonLogic({ identities }) {
  const engine = new LogicEngine()
  const sum = (cells) => ({ '+': cells.map((cell) => ({ var: String(cell) })) })
  const rules = identities.map(({ id, left, right }) => ({ id, holds: engine.build({ '===': [sum(left), sum(right)] }) }))
  const { begin, edit } = byRule(identities, (index, texts) => rules[index].holds(texts), (texts, cell, text) => { texts[cell] = text; return texts })
  const full = (texts) => ({ broken: rules.flatMap(({ id, holds }) => (holds(texts) ? [] : [id])), odd: oddOf(texts) })
  return { full, fill: (texts) => begin([...texts]), edit }
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
  const { begin, edit } = byAll(full)
  return { full, fill: begin, edit, asynchronous: true }
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
  const { begin, edit } = byAll(full)
  return { full, fill: begin, edit }
}

/** https://github.com/marcbachmann/cel-js: an environment, expressions parsed once. */
export function cel({ identities, addresses }) {
  const environment = addresses.reduce((built, _, cell) => built.registerVariable(name(cell), 'double'), new Environment())
  const side = (cells) => cells.map(name).join(' + ')
  const rules = identities.map(({ id, left, right }) => ({ id, holds: environment.parse(`${side(left)} == ${side(right)}`) }))
  const contextOf = (texts) => {
    const context = {}
    texts.forEach((text, cell) => { context[name(cell)] = Number(text) })
    return context
  }
  const full = (texts) => {
    const context = contextOf(texts)
    return { broken: rules.flatMap(({ id, holds }) => (holds(context) ? [] : [id])), odd: oddOf(texts) }
  }
  const put = (context, cell, text) => { context[name(cell)] = Number(text); return context }
  const { begin, edit } = byRule(identities, (index, context) => rules[index].holds(context), put)
  return { full, fill: (texts) => begin(contextOf(texts)), edit }
}

/** https://hyperformula.handsontable.com: a sheet of figures, a sheet of formulas, edits by `setCellContents`. */
export function hyperFormula({ identities, addresses }) {
  const row = (cell) => `Figures!A${cell + 1}`
  // A sum of thousands by + is a tree that its parser can't walk.
  const side = (cells) => (cells.length > 50 ? `SUM(${cells.map(row).join(',')})` : cells.map(row).join('+'))
  const formula = ({ left, right }) => `=${side(left)}=${side(right)}`
  const sheets = { Figures: addresses.map(() => [0]), Rules: identities.map((identity) => [formula(identity)]) }
  const sheet = HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3', maxRows: 200_000 })
  const [figures, rules] = ['Figures', 'Rules'].map((title) => sheet.getSheetId(title))
  const broken = () => sheet.getSheetValues(rules).flatMap(([holds], index) => (holds === true ? [] : [identities[index].id]))
  const fails = new Set()
  const full = (texts) => {
    sheet.setCellContents({ sheet: figures, row: 0, col: 0 }, texts.map((text) => [text]))
    return { broken: broken(), odd: oddOf(texts) }
  }
  const fill = (texts) => {
    fails.clear()
    full(texts).broken.forEach((id) => fails.add(id))
  }
  const edit = (cell, text) => {
    // It answers with the cells that changed by the edit.
    for (const { address, newValue } of sheet.setCellContents({ sheet: figures, row: cell, col: 0 }, text)) {
      if (address.sheet !== rules) continue
      if (newValue === true) fails.delete(identities[address.row].id)
      else fails.add(identities[address.row].id)
    }
    return fails.size
  }
  return { full, fill, edit }
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
  // Every question is validated anew: the expressions stand at other questions than the one that is edited.
  const edit = (cell, text) => {
    survey.setValue(name(cell), Number(text))
    survey.validate(true, false)
    return survey.getAllQuestions().reduce((sum, { errors }) => sum + errors.filter((error) => error.text !== 'count').length, 0)
  }
  return { full, fill: full, edit }
}

/** @gorules/zen-engine-wasm, as its README shows: expressions over a context that has crossed once. */
export async function zen({ identities }) {
  await initZen({ module_or_path: readFileSync(new URL('../node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm', import.meta.url)) })
  const side = (cells) => cells.map(name).join(' + ')
  const rules = identities.map(({ left, right }) => `${side(left)} == ${side(right)}`)
  const all = `[${rules.join(', ')}]`
  const contextOf = (texts) => new Variable(Object.fromEntries(texts.map((text, cell) => [name(cell), Number(text)])))
  const full = (texts) => {
    const context = contextOf(texts)
    const holds = context.evaluateExpression(all)
    context.free()
    return { broken: identities.flatMap(({ id }, index) => (holds[index] ? [] : [id])), odd: oddOf(texts) }
  }
  const put = (context, cell, text) => {
    const next = context.cloneWith(name(cell), Number(text))
    context.free()
    return next
  }
  const { begin, edit } = byRule(identities, (index, context) => context.evaluateExpression(rules[index]), put)
  return { full, fill: (texts) => begin(contextOf(texts)), edit }
}
