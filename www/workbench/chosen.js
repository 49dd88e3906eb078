/**
 * The report that is looked at: its tables as a form, checked live as any form is.
 *
 * In: an entry, what it is compared with. Out: the drawn report; edits and results, kept in the entry. Must not know: the
 * other reports, how one is read.
 */
import { load } from '../engine.js'
import { attach } from '../gouji.js'
import { create } from '../host.js'
import { ATTRIBUTE } from '../names.js'
import { useStylesheet } from '../view/stylesheet.js'
import { table } from './checksheet.js'
import { drawForm } from './form.js'
import { nameOf } from './list.js'

/** @import { Language, Reason, Record, Shape } from '../contract.js' */
/** @import { Watch } from '../gouji.js' */
/** @import { Entry } from './shelf.js' */
/** @import { Words } from './words.js' */

/** The hidden field in which `attach` keeps the reasons. */
const RESULT_FIELD = 'gouji_result'

/**
 * @typedef {object} View
 * @property {Entry} entry
 * @property {{ previous?: Record, parts?: { complete: boolean, records: Record[] } }} sources
 * @property {Words} words
 * @property {Language} lang
 * @property {HTMLElement[]} besides drawn between the heading and the tables
 */

export class Chosen {
  #place
  #panel
  #changed
  /** @type {Watch | undefined} */
  #watch
  /** @type {Shape | undefined} */
  #shape
  #turn = 0

  /** @param {HTMLElement} place @param {HTMLElement} panel @param {(entry: Entry) => void} changed */
  constructor(place, panel, changed) {
    this.#place = place
    this.#panel = panel
    this.#changed = changed
  }

  /** The pack's shape, once a report is shown. */
  get shape() { return this.#shape }

  /** Loads all that a report needs to be shown, so that nothing is asked for afterwards. @param {Language} lang */
  async prepare(lang) {
    useStylesheet(document)
    ;(await load('cn-gov-disclosure-2021', { lang })).close()
  }

  clear() {
    this.#turn += 1
    this.#watch?.detach()
    this.#watch = undefined
    this.#shape = undefined
    this.#place.replaceChildren()
  }

  /** @param {View} view @returns {Promise<HTMLElement | undefined>} the heading; nothing when another was chosen meanwhile */
  async show({ entry, sources, words, lang, besides }) {
    this.clear()
    const turn = this.#turn
    const { record } = entry
    if (record?.pack === undefined) return undefined
    const pack = await load(record.pack, { lang })
    const shape = pack.describe()
    pack.close()
    if (turn !== this.#turn) return undefined
    this.#shape = shape
    const heading = create('h2', undefined, nameOf(entry, words))
    heading.tabIndex = -1
    const form = drawForm(shape, record, (key) => words[key])
    this.#place.replaceChildren(heading, create('p', 'muted', `${shape.title} · ${entry.name}`), ...besides,
      ...(form.querySelector('.unsure') ? [create('p', 'note', words.unsure)] : []), form, ...unplaced(record, words))
    form.addEventListener('input', ({ target }) => this.#keep(entry, /** @type {HTMLInputElement} */ (target)))
    const { cells: _, previous: __, parts: ___, ...known } = record
    const watch = await attach(form, { pack: record.pack, record: known, ...sources, lang, panel: this.#panel, send: RESULT_FIELD })
    if (turn !== this.#turn) {
      watch.detach()
      return undefined
    }
    this.#watch = watch
    const take = () => {
      entry.result = watch.result
      const reasons = reasonsIn(form)
      if (Object.keys(reasons).length > 0 || record.justified) record.justified = reasons
      this.#changed(entry)
    }
    watch.addEventListener('change', take)
    take()
    return heading
  }

  /** What is typed is the report's from now on, and what was printed there no longer counts. @param {Entry} entry @param {HTMLInputElement} field */
  #keep({ record }, field) {
    const address = [...this.#shape?.cells ?? []].find((cell) => cell.address === addressOf(field))?.address
    if (record === undefined || address === undefined) return
    record.cells = { ...record.cells, [address]: field.value }
    delete record.texts?.[address]
    delete record.certainty?.[address]
    field.removeAttribute('title')
    field.classList.remove('unsure')
  }
}

/** @param {Element} field */
const addressOf = (field) => field.getAttribute(ATTRIBUTE.cell)

/** The reasons given so far. @param {HTMLFormElement} form @returns {{ [rule: string]: Reason }} */
function reasonsIn(form) {
  const field = form.querySelector(`[name=${RESULT_FIELD}]`)
  return field instanceof HTMLInputElement && field.value !== '' ? (JSON.parse(field.value).justified ?? {}) : {}
}

/** @param {Record} record @param {Words} words */
function unplaced({ unplaced: list = [] }, words) {
  if (list.length === 0) return []
  const section = create('section')
  const scroll = create('div', 'scroll')
  scroll.append(table([words.where, words.text, words.why], list.map(({ where, text, why }) => [where, text, why])))
  section.append(create('h3', undefined, words.unplacedTitle), scroll)
  return [section]
}
