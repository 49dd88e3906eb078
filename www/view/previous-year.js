/**
 * The place in the panel where a person gives last year's figures: a file, a paste, or typed, only those that rules ask for.
 *
 * In: what the person gives. Out: a record of the year before, handed to `give`. Nothing is stored or sent. Must not know:
 * what is found by it.
 */
import { create } from '../host.js'
import { CLASS, OWN } from '../names.js'
import { ownIn } from '../own.js'
import { hasNumbers, recordsIn } from '../saved.js'

/** @import { Alignment, AttachOptions, Grid, Record, Result, Shape } from '../contract.js' */
/** @import { Words } from './words.js' */

/** With more figures than these, nobody types them. */
const MOST_TYPED = 40

/**
 * @typedef {object} Surroundings
 * @property {Words} words
 * @property {string} lang
 * @property {Shape} shape
 * @property {(address: string) => string} label
 * @property {(grids: Grid[]) => Alignment} align
 * @property {AttachOptions['read']} [read] reads documents, where the page provides for it
 * @property {number} [year] of the report that is being filled in
 * @property {(previous?: Record) => Result} give
 * @property {(draw: () => void) => void} draw as soon as no button is held down: to press one ends what is being typed
 */

export class PreviousYear {
  #around
  #status = create('p', CLASS.cause)
  #choice = create('p', CLASS.actions)
  #paste = create('textarea')
  /** @type {Map<string, HTMLInputElement>} */
  #typed = new Map()
  /** @type {Record | undefined} */
  #record

  /** @param {Element} place @param {Surroundings} around */
  constructor(place, around) {
    this.#around = around
    this.#status.setAttribute('role', 'status')
    place.append(create('p', undefined, around.words.say('previous.about')), this.#fileField(), this.#pasteField(), ...this.#typedFields(),
      this.#choice, this.#status)
  }

  #fileField() {
    const { words, read } = this.#around
    const field = create('input')
    field.type = 'file'
    if (read === undefined) field.accept = '.json,.txt,.tsv,.csv'
    field.addEventListener('change', async () => {
      const [file] = field.files ?? []
      if (file) await this.#take(await file.arrayBuffer(), file.name)
    })
    return labelled(words.say('previous.file'), field)
  }

  #pasteField() {
    const { words, read } = this.#around
    const area = this.#paste
    area.rows = 2
    let taken = ''
    area.addEventListener('paste', (event) => {
      const html = read && event.clipboardData?.getData('text/html')
      const text = html && /<table/iu.test(html) ? html : event.clipboardData?.getData('text/plain')
      taken = text ?? ''
      if (taken !== '') void this.#take(taken)
    })
    // What was pasted has been taken already; what was typed or dropped has not.
    area.addEventListener('change', () => {
      if (taken === '' && area.value.trim() !== '') void this.#take(area.value)
      taken = ''
    })
    return labelled(words.say('previous.paste'), area)
  }

  /** @returns {Element[]} */
  #typedFields() {
    const { words, label, shape: { previous = [] } } = this.#around
    if (previous.length > MOST_TYPED) return []
    const fields = create('fieldset')
    fields.append(create('legend', undefined, words.count('previous.typed', previous.length)))
    for (const address of previous) {
      const field = create('input')
      field.autocomplete = 'off'
      field.inputMode = 'decimal'
      field.setAttribute(OWN.key, `previous ${address}`)
      field.addEventListener('change', () => this.#type(address, field.value))
      this.#typed.set(address, field)
      fields.append(labelled(label(address), field))
    }
    return [fields]
  }

  /** @param {string} address @param {string} text */
  #type(address, text) {
    const cells = { ...this.#record?.cells, [address]: text }
    const blank = Object.values(cells).every((figure) => (figure ?? '').trim() === '')
    this.#use(blank ? undefined : { ...this.#record, cells })
  }

  /** @param {ArrayBuffer | string} document @param {string} [name] */
  async #take(document, name) {
    const { words, shape } = this.#around
    try {
      const records = await this.#recordsOf(document, name)
      const own = records.filter(({ pack }) => pack === undefined || pack === shape.id)
      const fitting = ofYear(own.length > 0 ? own : records, this.#around.year)
      if (fitting.length === 0) this.#say(words.say('previous.none'))
      else if (fitting.length === 1) this.#use(fitting[0])
      else this.#ask(fitting)
    } catch (cause) {
      this.#say(cause instanceof Error && cause.name === 'GoujiError' ? cause.message : words.say('previous.none'))
    }
  }

  /** @param {ArrayBuffer | string} document @param {string} [name] @returns {Promise<Record[]>} */
  async #recordsOf(document, name) {
    const { words, lang, read } = this.#around
    const saved = recordsIn(document, name)
    if (saved?.some(hasNumbers)) throw refusal(words.say('previous.numbers'))
    if (saved) return saved
    if (read) return read(document, { ...(name === undefined ? {} : { name }), lang })
    const text = typeof document === 'string' ? document : new TextDecoder().decode(document)
    if (/[\0-\x08]/u.test(text)) throw refusal(words.say('previous.record'))
    const cells = this.#cellsIn(text)
    return Object.keys(cells).length > 0 ? [{ cells }] : []
  }

  /** A table as it was copied: rows are lines, cells are parted by tabs. @param {string} text */
  #cellsIn(text) {
    const lines = text.split(/\r\n?|\n/u).map((line) => line.split('\t'))
    const cells = lines.flatMap((line, row) => line.map((piece, column) => ({ row, column, text: piece.trim() })))
    const at = new Map(cells.map((cell) => [`${cell.row},${cell.column}`, cell.text]))
    const { placements } = this.#around.align([{ cells }])
    return Object.fromEntries(placements.map(({ address, row, column }) => [address, at.get(`${row},${column}`) ?? '']))
  }

  /** @param {Record | undefined} record */
  #use(record) {
    this.#record = record
    const refused = this.#around.give(record).unplaced.find(({ where }) => where === 'previous')
    this.#around.draw(() => this.#show(record, refused?.why))
  }

  /** @param {Record | undefined} record @param {string | undefined} refused why, where it was */
  #show(record, refused) {
    const { words, shape: { previous = [] } } = this.#around
    this.#choice.replaceChildren()
    for (const [address, field] of this.#typed) field.value = ownIn(record?.cells, address) ?? ''
    const used = previous.filter((address) => (ownIn(record?.cells, address) ?? '') !== '').length
    if (record === undefined) this.#say('')
    else if (refused) this.#say(refused)
    else this.#say(used > 0 ? words.count('previous.used', used) : words.say('previous.none'))
    if (record === undefined) return
    const remove = create('button', CLASS.button, words.say('previous.remove'))
    remove.type = 'button'
    remove.addEventListener('click', () => {
      this.#paste.value = ''
      this.#use(undefined)
      this.#paste.focus()
    })
    this.#choice.append(remove)
  }

  /** @param {Record[]} records */
  #ask(records) {
    this.#around.draw(() => {
      this.#say(this.#around.words.count('previous.several', records.length))
      this.#choice.replaceChildren(...records.map((record, index) => {
        const name = [record.organ, record.year, record.file].filter(Boolean).join(' · ') || String(index + 1)
        const button = create('button', CLASS.button, name)
        button.type = 'button'
        button.addEventListener('click', () => this.#use(record))
        return button
      }))
    })
  }

  /** @param {string} sentence */
  #say(sentence) { this.#status.textContent = sentence }
}

/** @param {string} text @param {HTMLElement} field */
function labelled(text, field) {
  const label = create('label', undefined, text)
  label.append(field)
  return label
}

/** Those of the year before, where years are known. @param {Record[]} records @param {number | undefined} year */
function ofYear(records, year) {
  const before = records.filter((record) => year !== undefined && record.year === year - 1)
  return before.length > 0 ? before : records
}

/** @param {string} message */
const refusal = (message) => Object.assign(new Error(message), { name: 'GoujiError' })
