/**
 * The check sheet: what was checked, by what, what was found and said about it, to be printed and signed.
 *
 * In: a report with its result, the pack's shape. Out: a page that only the printer shows. Must not know: how it was checked.
 */
import { create } from '../host.js'
import { nameOf } from './list.js'
import { editsOf } from './shelf.js'

/** @import { Level, Result, Shape } from '../contract.js' */
/** @import { Entry } from './shelf.js' */
/** @import { Words } from './words.js' */

/** @type {Level[]} */
const LEVELS = ['error', 'warning', 'notice']

/**
 * @param {{ entry: Entry, shape: Shape, compared: Entry[], words: Words, date: string }} checked
 * @returns {HTMLElement[]}
 */
export function drawSheet({ entry, shape, compared, words, date }) {
  const { result, record } = entry
  const said = words.sheet
  if (!result || record === undefined) return []
  const facts = create('dl')
  const add = (/** @type {string} */ term, /** @type {string} */ text) => facts.append(create('dt', undefined, term), create('dd', undefined, text))
  add(said.report, nameOf(entry, words))
  add(said.file, entry.name)
  add(said.pack, `${shape.title}（${result.pack} ${result.version}）`)
  add(said.engine, `gouji ${result.engine}`)
  add(said.date, date)
  if (compared.length > 0) add(said.compared, compared.map((other) => nameOf(other, words)).join('；'))
  add(said.result, `${words.statuses[result.status]}（${said.counts(result.evaluated, result.undecided, result.not_asked)}）`)
  return [create('h1', undefined, said.title), facts, ...findings(result, words), ...edits(entry, shape, words), ...unplaced(entry, words), signatures(words)]
}

/** @param {Result} result @param {Words} words */
function findings(result, words) {
  const said = words.sheet
  const heading = create('h2', undefined, said.findings)
  if (result.findings.length === 0) return [heading, create('p', undefined, said.noFindings)]
  const gravest = LEVELS.flatMap((level) => result.findings.filter((finding) => finding.level === level))
  const rows = gravest.map((finding, index) => {
    const group = result.groups.find((candidate) => candidate.findings.includes(finding.rule))
    const repairs = (group?.repairs ?? []).slice(0, 3).map((repair) => repair.message).join('\n')
    const quoted = finding.quote ? `${finding.message}\n“${finding.quote}”` : finding.message
    return [String(index + 1), said.levels[finding.level], quoted, repairs, finding.justified ?? '']
  })
  return [heading, table(['', said.level, said.finding, said.repair, said.reason], rows)]
}

/** @param {Entry} entry @param {Shape} shape @param {Words} words */
function edits(entry, shape, words) {
  const said = words.sheet
  const labels = new Map(shape.cells.map(({ address, label }) => [address, label]))
  const rows = editsOf(entry).map(({ address, before, after }) => [labels.get(address) ?? address, before || said.blank, after || said.blank])
  return rows.length === 0 ? [] : [create('h2', undefined, said.edits), table([said.cell, said.before, said.after], rows)]
}

/** @param {Entry} entry @param {Words} words */
function unplaced({ record }, words) {
  const rows = (record?.unplaced ?? []).map(({ where, text, why }) => [where, text, why])
  return rows.length === 0 ? [] : [create('h2', undefined, words.unplacedTitle), table([words.where, words.text, words.why], rows)]
}

/** @param {Words} words */
function signatures(words) {
  const line = create('p', 'signatures')
  line.append(...words.sheet.signatures.map((who) => create('span', undefined, `${who}：`)))
  return line
}

/** @param {string[]} heads @param {string[][]} rows @returns {HTMLTableElement} */
export function table(heads, rows) {
  const drawn = create('table')
  const head = create('thead')
  const top = create('tr')
  top.append(...heads.map((text) => (text === '' ? create('td') : Object.assign(create('th', undefined, text), { scope: 'col' }))))
  head.append(top)
  const body = create('tbody')
  for (const row of rows) {
    const line = create('tr')
    line.append(...row.map((text) => create('td', undefined, text)))
    body.append(line)
  }
  drawn.append(head, body)
  return drawn
}
