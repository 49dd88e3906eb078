/**
 * What there is to say of a pack, drawn: its mistakes with their lines, what lint remarks, how its examples came out, its
 * rules in words.
 *
 * In: a report, words. Out: elements. Must not know: how any of it was found.
 */
import { create } from '../host.js'

/** @import { Mistake, Outcome, Remark } from '../contract.js' */
/** @import { Words } from './words.js' */
/** @import { Report } from './worker.js' */
/** @import { Range } from './text.js' */

/** @param {Report} report @param {Words} words @param {(range: Range) => void} goTo @returns {HTMLElement[]} */
export function drawReport({ mistakes, remarks, outcomes, rules }, words, goTo) {
  if (mistakes.length > 0) return [list('mistakes', mistakes.map((mistake) => drawMistake(mistake, words, goTo)))]
  return [
    remarks.length > 0 ? list('remarks', remarks.map((remark) => drawRemark(remark, words))) : create('p', 'muted', words.nothing),
    folded(words.examples(outcomes.filter(({ example }) => example !== undefined).length), list('outcomes', outcomes.map((outcome) => drawOutcome(outcome, words, goTo))), outcomes.some(({ passed }) => !passed)),
    folded(words.rules(rules.length), list('rules', rules.map(({ rule, level, text }) => {
      const item = create('li')
      item.append(create('code', undefined, rule), ' ', create('span', `level ${level}`, words.levels[level]), ' ', text)
      return item
    })), false),
  ]
}

/** @param {string} kind @param {HTMLElement[]} items */
function list(kind, items) {
  const drawn = create('ul', kind)
  drawn.append(...items)
  return drawn
}

/** @param {string} title @param {HTMLElement} content @param {boolean} open */
function folded(title, content, open) {
  const drawn = create('details')
  drawn.open = open
  drawn.append(create('summary', undefined, title), content)
  return drawn
}

/** @param {Mistake} mistake @param {Words} words @param {(range: Range) => void} goTo */
function drawMistake(mistake, words, goTo) {
  const item = create('li')
  const place = create('button', 'place', `${mistake.file}:${mistake.line}:${mistake.column}`)
  place.type = 'button'
  place.title = words.goTo
  place.addEventListener('click', () => goTo(mistake))
  const head = create('p')
  head.append(create('strong', `level ${mistake.severity}`, words.levels[mistake.severity]), ' ', mistake.message, ' ', place)
  item.append(head, drawSource(mistake))
  return item
}

/** The line of a mistake with its place underlined, as the terminal has carets. @param {Mistake} mistake */
function drawSource({ line, column, end_line: last, end_column: end, source_line: source }) {
  const signs = Array.from(source)
  const to = last > line ? signs.length : end - 1
  const drawn = create('pre')
  const code = create('code')
  code.append(signs.slice(0, column - 1).join(''), create('mark', undefined, signs.slice(column - 1, to).join('') || ' '), signs.slice(to).join(''))
  drawn.append(create('span', 'number', String(line)), code)
  return drawn
}

/** @param {Remark} remark @param {Words} words */
function drawRemark({ severity, message }, words) {
  const item = create('li')
  item.append(create('strong', `level ${severity}`, words.levels[severity]), ' ', message)
  return item
}

/** @param {Outcome} outcome @param {Words} words @param {(range: Range) => void} goTo */
function drawOutcome({ example, line, passed, problems = [] }, words, goTo) {
  const item = create('li')
  item.append(create('strong', passed ? 'level passed' : 'level error', passed ? words.passed : words.failed), ' ', example ?? '')
  if (line !== undefined) {
    const place = create('button', 'place', words.line(line))
    place.type = 'button'
    place.addEventListener('click', () => goTo({ line, column: 1, end_line: line, end_column: 1 }))
    item.append(' ', place)
  }
  for (const problem of problems) item.append(create(example === undefined ? 'span' : 'p', undefined, problem))
  return item
}
