/** Writing into fields as different libraries take it: through a mask, when they are left, by a list, behind a closed shadow root. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldNamed, toyForm, typeInto, until } from './page.js'
import { watches } from './watches.js'
import { engineOf, fakeDoor } from './fake-door.js'

const { attach } = await import('../../gouji.js')
const { native } = await import('../../adapters/native.js')

/** @import { AttachOptions, Change } from '../../contract.js' */

const RIGHT = { 't.one.x': '1', 't.two.x': '2', 't.sum.x': '3', 't.one.y': '5', 't.two.y': '5', 't.sum.y': '10' }
const NAMES = Object.keys(RIGHT).map((address) => address.replace(/\./gu, '_'))

/** @param {Element} form @param {AttachOptions} [options] */
async function attached(form, options) {
  const watch = await attach(form, { pack: 'toy', engine: engineOf([fakeDoor(), fakeDoor()]), ...options })
  watches.push(watch)
  return watch
}

/** @param {{ [address: string]: string }} figures @returns {Change[]} */
const changesTo = (figures) => Object.entries(figures).map(([cell, to]) => ({ cell, from: fieldNamed(cell.replace(/\./gu, '_')).value, to }))

/** A field that shows its own figure again once the page is drawn, and takes another from the clipboard alone. @param {HTMLInputElement} field */
function mask(field) {
  let model = field.value
  field.addEventListener('input', () => { setTimeout(() => { field.value = model }) })
  field.addEventListener('paste', (event) => {
    model = field.value = /** @type {ClipboardEvent} */ (event).clipboardData?.getData('text') ?? ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  return () => model
}

test('fields with a mask take a whole step, and the form is not checked in between', async () => {
  const form = toyForm(RIGHT)
  const models = NAMES.map((name) => mask(fieldNamed(name)))
  const watch = await attached(form)
  const figures = { 't.one.x': '4', 't.two.x': '5', 't.sum.x': '9', 't.one.y': '6', 't.two.y': '6', 't.sum.y': '12' }
  const seen = new Set()
  watch.addEventListener('change', () => { seen.add(watch.result.status) })
  assert.equal(watch.write(changesTo(figures)), true)
  await until(() => models.every((model, index) => model() === Object.values(figures)[index]))
  await new Promise((resolve) => { setTimeout(resolve, 400) })
  assert.deepEqual([watch.result.status, [...seen].includes('inconsistent')], ['consistent', false])
  assert.equal(watch.undo(), true)
  await until(() => models.every((model, index) => model() === Object.values(RIGHT)[index]))
})

test('a page that takes a figure over when the field is left hears that it is', async () => {
  const form = toyForm(RIGHT)
  /** @type {string[]} */
  const heard = []
  form.addEventListener('focus', () => { heard.push('in') }, true)
  form.addEventListener('blur', ({ target }) => { heard.push(`out ${/** @type {HTMLInputElement} */ (target).value}`) }, true)
  const watch = await attached(form)
  watch.write([{ cell: 't.one.x', from: '1', to: '7' }])
  await until(() => heard.length === 2)
  assert.deepEqual(heard, ['in', 'out 7'])
})

test('an event that a script sends is no typing: its mark is firm at once', async () => {
  await attached(toyForm(RIGHT))
  typeInto(fieldNamed('t_one_x'), '8')
  await until(() => document.querySelector('[data-gouji-mark]'))
  assert.equal(fieldNamed('t_sum_x').getAttribute('data-gouji-mark'), 'suspect')
})

test('what is chosen from a library’s list may be what is wrong, and is not typed into', async () => {
  const form = toyForm({ ...RIGHT, 't.sum.x': '4' })
  const cell = /** @type {Element} */ (fieldNamed('t_sum_x').parentElement)
  cell.innerHTML = '<div><input role="combobox" aria-haspopup="listbox"><span>4</span></div>'
  const [place] = native(cell).cells()
  assert.deepEqual([place?.writable, place?.chosen], [false, true])
  const watch = await attached(form)
  await until(() => watch.result.groups.every((group) => !group.pending))
  assert.deepEqual(watch.result.groups[0]?.repairs[0]?.changes.map((change) => change.cell), ['t.sum.x'])
  assert.equal(watch.apply(/** @type {any} */ (watch.result.groups[0]?.repairs[0])), false)
})

test('a component with a closed shadow root answers for its field', () => {
  class Closed extends HTMLElement {
    #field = document.createElement('input')
    constructor() {
      super()
      this.attachShadow({ mode: 'closed' }).append(this.#field)
    }
    get value() { return this.#field.value }
    set value(text) { this.#field.value = text }
  }
  customElements.define('closed-field', Closed)
  const form = toyForm(RIGHT)
  const cell = /** @type {Element} */ (fieldNamed('t_sum_x').parentElement)
  cell.innerHTML = '<closed-field name="closed"></closed-field><closed-icon></closed-icon>'
  const component = /** @type {Closed} */ (cell.firstElementChild)
  let heard = ''
  component.addEventListener('input', () => { heard = component.value })
  const adapter = native(form)
  const place = adapter.cells().find(({ element }) => element === component)
  assert.equal(adapter.cells().length, NAMES.length)
  if (place) adapter.write(place, '6')
  assert.deepEqual([heard, place && adapter.read(place), place?.names], ['6', '6', ['closed']])
})

test('figures that another page of the form holds are checked with those of this one', async () => {
  const form = toyForm(RIGHT)
  fieldNamed('t_sum_x').closest('tr')?.remove()
  const elsewhere = { 't.sum.x': '4', 't.sum.y': '10' }
  const watch = await attached(form, { record: { cells: elsewhere } })
  assert.deepEqual([watch.result.status, watch.result.undecided], ['inconsistent', 0])
  typeInto(fieldNamed('t_two_x'), '3')
  assert.equal(watch.result.status, 'consistent')
})
