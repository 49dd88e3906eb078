/**
 * One thing to see to: findings with their repairs, or a finding by itself.
 *
 * In: a group or a finding of a result, labels, what a person may do. Out: an element. Everything goes in as text. Must
 * not know: where the card stands, when it is drawn anew.
 */
import { create } from '../host.js'
import { CLASS, OWN } from '../names.js'
import { keyOf } from '../offering.js'
import { folded } from './fold.js'
import { complaintOf, countErrors, isUndetermined } from './marking.js'

/** @import { Change, Finding, Group, Level, Repair, Why } from '../contract.js' */
/** @import { Words } from './words.js' */

/**
 * @typedef {object} Context
 * @property {Words} words
 * @property {(address: string) => string} label
 * @property {(address: string) => string} text what stands in the cell now
 * @property {(address: string) => boolean} here whether the cell is in the page
 * @property {(repair: Repair) => boolean} canApply
 * @property {(changes: Change[]) => void} take
 * @property {(address: string) => void} go
 * @property {(rule: string, reason: string) => void} justify
 * @property {(address: string) => Why | undefined} why
 */

const MOST_TIES = 8
const LONGEST_TEXT = 24

/**
 * @param {Group} group
 * @param {Finding[]} findings those of the group
 * @param {Context} context
 */
export function groupCard(group, findings, context) {
  const { words } = context
  const level = findings.some((finding) => finding.level === 'error') ? 'error' : 'warning'
  const card = cardOf(level)
  const [likeliest, ...ties] = group.repairs
  const more = group.more ?? 0
  if (group.pending) card.append(create('p', CLASS.cause, words.say('locating')))
  else if (isUndetermined(group)) card.append(choices(words.count('unknown', group.repairs.length + more), group.repairs, more, context, true))
  else if (likeliest !== undefined) card.append(...repairParts(likeliest, context))
  if (ties.length > 0 && !isUndetermined(group)) card.append(choices(words.count('ties', ties.length + more), ties, more, context))
  if (group.alternatives.length > 0) card.append(choices(words.say('alternatives'), group.alternatives, 0, context))
  const failing = words.failing(countErrors(findings))
  if (failing !== '') card.append(create('p', CLASS.subtitle, failing))
  card.append(findingList(findings, context))
  const asked = [...new Set(findings.flatMap((finding) => finding.cells))].filter(context.here)
  if (!group.pending && asked.length > 1) card.append(whyNot(asked, context))
  for (const finding of findings) if (finding.level === 'warning') card.append(reasonForm(finding, context))
  return card
}

/** @param {Finding} finding @param {Context} context */
export function findingCard(finding, context) {
  const card = cardOf(finding.level)
  const alone = complaintOf(finding) !== undefined
  if (alone) card.append(create('p', CLASS.cause, finding.message), cellButtons(finding.cells, context))
  else card.append(findingList([finding], context))
  if (finding.level === 'warning') card.append(reasonForm(finding, context))
  return card
}

/** Findings of one kind, each about its own cell: the first in words, the other cells listed. @param {Finding[]} findings @param {Context} context */
export function alikeCard(findings, context) {
  const [first, ...others] = findings
  const card = findingCard(/** @type {Finding} */ (first), context)
  if (others.length > 0) card.append(foldedCells(others.flatMap(({ cells }) => cells), context, 'alike'))
  return card
}

/** @param {Level} level */
function cardOf(level) {
  const card = create('li', CLASS.card)
  card.setAttribute(OWN.level, level)
  return card
}

/** @param {Repair} repair @param {Context} context */
function repairParts(repair, context) {
  const title = create('h3', CLASS.cardTitle)
  title.append(...repair.changes.slice(0, 3).map(({ cell }) => cellButton(cell, context, context.label(cell))))
  const actions = create('p', CLASS.actions)
  if (context.canApply(repair)) actions.append(applyButton(repair, context))
  return [title, create('p', CLASS.cause, repair.message), ...(actions.hasChildNodes() ? [actions] : [])]
}

/** @param {Repair} repair @param {Context} context */
function applyButton({ changes }, { words, label, take }) {
  const [first] = changes
  const text = changes.length === 1 ? words.say('apply', { to: first?.to ?? '' }) : words.count('apply.all', changes.length)
  const button = pushButton(`${CLASS.button} ${CLASS.apply}`, text, `apply ${keyOf(changes)}`, () => take(changes))
  button.title = changes.map((change) => `${label(change.cell)} → ${change.to ?? ''}`).join('\n')
  return button
}

/** @param {string} title @param {Repair[]} repairs @param {number} more that the engine didn't list @param {Context} context @param {boolean} [open] */
function choices(title, repairs, more, context, open = false) {
  const details = create('details', CLASS.choices)
  details.open = open
  details.append(create('summary', CLASS.subtitle, title))
  const list = create('ul', CLASS.findings)
  for (const repair of repairs.slice(0, MOST_TIES)) {
    const choice = create('li', CLASS.choice)
    const actions = create('p', CLASS.actions)
    if (context.canApply(repair)) actions.append(applyButton(repair, context), ' ')
    for (const { cell } of repair.changes) actions.append(cellButton(cell, context, context.label(cell)), ' ')
    choice.append(create('p', CLASS.cause, repair.message), actions)
    list.append(choice)
  }
  details.append(list)
  const unlisted = Math.max(0, repairs.length - MOST_TIES) + more
  if (unlisted > 0) details.append(create('p', CLASS.more, context.words.count('ties.more', unlisted)))
  return details
}

/** @param {Finding[]} findings @param {Context} context */
function findingList(findings, context) {
  const list = create('ul', CLASS.findings)
  for (const finding of findings) {
    const item = create('li', CLASS.finding)
    item.append(create('p', undefined, finding.message))
    if (finding.quote !== undefined) item.append(create('blockquote', CLASS.quote, finding.quote))
    item.append(finding.cells.length > 1 ? foldedCells(finding.cells, context) : cellButtons(finding.cells, context))
    list.append(item)
  }
  return list
}

/** "Why not another cell?": asked of one of them, answered beneath. @param {string[]} cells @param {Context} context */
function whyNot(cells, context) {
  const { words } = context
  const field = create('select')
  field.setAttribute(OWN.key, `why ${cells[0]}`)
  const label = create('label', undefined, words.say('why.cell'))
  label.append(field)
  const answer = create('div')
  answer.setAttribute('role', 'status')
  const ask = () => {
    const why = context.why(field.value)
    const demands = create('ul', CLASS.findings)
    demands.append(...why?.demands.map(({ message }) => create('li', CLASS.finding, message)) ?? [])
    answer.replaceChildren(create('p', CLASS.cause, why?.message ?? ''), demands)
  }
  field.addEventListener('change', ask)
  const details = folded(CLASS.why, words.say('why'), label, answer)
  details.addEventListener('toggle', () => {
    if (!details.open || field.length > 0) return
    field.append(...cells.map((cell) => {
      const option = create('option', undefined, withText(cell, context))
      option.value = cell
      return option
    }))
    ask()
  })
  return details
}

/** @param {string[]} cells @param {Context} context @param {string} [key] of the sentence that counts them */
function foldedCells(cells, context, key = 'cells') {
  const details = folded(CLASS.cells, context.words.count(key, cells.length), cellButtons(cells, context))
  details.firstElementChild?.setAttribute(OWN.key, `${key} ${cells[0]}`)
  return details
}

/** @param {string[]} cells @param {Context} context */
function cellButtons(cells, context) {
  const list = create('p', CLASS.actions)
  for (const cell of cells) list.append(cellButton(cell, context, withText(cell, context)), ' ')
  return list
}

/** @param {string} cell @param {Context} context */
const withText = (cell, { words, label, text }) => words.say('cell', { label: label(cell), text: shortened(text(cell)) || words.say('blank') })

/** @param {string} text */
const shortened = (text) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text)

/** @param {string} cell @param {Context} context @param {string} text */
export function cellButton(cell, context, text) {
  if (!context.here(cell)) return create('span', CLASS.cell, text)
  return pushButton(CLASS.cell, text, `cell ${cell}`, () => context.go(cell))
}

/** @param {Finding} finding @param {Context} context */
function reasonForm(finding, { words, justify }) {
  const label = create('label', undefined, words.say(finding.justified === undefined ? 'reason' : 'reason.change'))
  const area = create('textarea')
  area.rows = 2
  area.value = finding.justified ?? ''
  area.setAttribute(OWN.key, `reason ${finding.rule}`)
  label.append(area)
  return folded(CLASS.reason, finding.justified === undefined ? words.say('reason.give') : words.say('reason.given', { reason: finding.justified }),
    label, pushButton(CLASS.button, words.say('reason.save'), `save ${finding.rule}`, () => justify(finding.rule, area.value)))
}

/** @param {string} className @param {string} text @param {string} key finds the same button again when the card is drawn anew @param {() => void} pushed */
export function pushButton(className, text, key, pushed) {
  const button = create('button', className, text)
  button.type = 'button'
  button.setAttribute(OWN.key, key)
  button.addEventListener('click', pushed)
  return button
}
