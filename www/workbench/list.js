/**
 * The list of reports: one row each, drawn anew only where something changed.
 *
 * In: entries. Out: rows; the choice of a person. Must not know: how a report is read or checked.
 */
import { create } from '../host.js'

/** @import { Finding, Level } from '../contract.js' */
/** @import { Entry } from './shelf.js' */
/** @import { Words } from './words.js' */

/** @type {Level[]} */
const LEVELS = ['error', 'warning', 'notice']

export class List {
  #body
  #choose
  /** @type {Map<number, HTMLTableRowElement>} */
  #rows = new Map()

  /** @param {HTMLTableSectionElement} body @param {(entry: Entry) => void} choose */
  constructor(body, choose) {
    this.#body = body
    this.#choose = choose
  }

  /** Puts the rows in the order of the entries. @param {Entry[]} entries @param {Words} words @param {number} [chosen] */
  order(entries, words, chosen) {
    this.#rows = new Map(entries.map((entry) => [entry.id, this.#rows.get(entry.id) ?? create('tr')]))
    this.#body.replaceChildren(...this.#rows.values())
    for (const entry of entries) this.draw(entry, words, entry.id === chosen)
  }

  /** @param {Entry} entry @param {Words} words @param {boolean} chosen */
  draw(entry, words, chosen) {
    const row = this.#rows.get(entry.id)
    if (row === undefined) return
    const focused = row.contains(document.activeElement)
    const state = stateOf(entry)
    row.dataset.state = state
    row.className = isFaulty(entry) ? 'faulty' : ''
    row.replaceChildren(this.#nameCell(entry, words, chosen), ...(entry.refusal === undefined
      ? [create('td', 'state', stateWord(entry, words)), ...LEVELS.map((level) => count(countOf(entry, level))), count(entry.record?.unplaced?.length)]
      : [refusalCell(entry.refusal, words)]))
    if (focused) row.querySelector('button')?.focus()
  }

  /** @param {Entry} entry @param {Words} words @param {boolean} chosen */
  #nameCell(entry, words, chosen) {
    const cell = create('th')
    cell.scope = 'row'
    const { record } = entry
    const name = record === undefined ? entry.name : nameOf(entry, words)
    if (record === undefined) cell.append(create('span', 'name', name))
    else {
      const button = create('button', 'name', name)
      button.type = 'button'
      if (chosen) button.setAttribute('aria-current', 'true')
      button.addEventListener('click', () => this.#choose(entry))
      cell.append(button, create('span', 'file', entry.name))
    }
    return cell
  }
}

/** The authority and the year, in one line. @param {Entry} entry @param {Words} words */
export const nameOf = ({ record }, words) => [record?.organ ?? words.unnamed, record?.year === undefined ? '' : words.yearOf(record.year)].filter(Boolean).join(' ')

/** @param {Entry} entry */
const stateOf = ({ record, refusal, result }) => (refusal !== undefined ? 'refused' : record === undefined ? 'waiting' : (result?.status ?? 'unchecked'))

/** @param {Entry} entry @param {Words} words */
function stateWord(entry, words) {
  const state = stateOf(entry)
  return state === 'refused' || state === 'waiting' ? words[state] : words.statuses[state]
}

/** Whether a person has something to see to. @param {Entry} entry */
export const isFaulty = (entry) => entry.refusal !== undefined || countOf(entry, 'error') > 0 || countOf(entry, 'warning') > 0 || (entry.record?.unplaced?.length ?? 0) > 0

/** Findings of a level that no reason stands for. @param {Entry} entry @param {Level} level */
const countOf = ({ result }, level) => (result?.findings ?? []).filter((/** @type {Finding} */ finding) => finding.level === level && finding.justified === undefined).length

/** @param {number | undefined} number */
const count = (number) => create('td', number ? 'count some' : 'count', String(number ?? 0))

/** @param {string} refusal @param {Words} words */
function refusalCell(refusal, words) {
  const cell = create('td', 'refusal')
  cell.colSpan = LEVELS.length + 2
  cell.append(create('strong', undefined, words.refused), ` ${refusal}`)
  return cell
}
