/** How a field finds its cell: the page's own word first, then `fields`, then the labels around it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldNamed, toyForm } from './page.js'
import { fakeDoor, SHAPE } from './fake-door.js'

const { native } = await import('../../adapters/native.js')
const fields = await import('../../fields.js')
const { atOnce } = await import('../../steps.js')
/** @param {Parameters<typeof fields.mapFields>[0]} question */
const mapFields = (question) => atOnce(fields.mapFields(question))
const { waysOf } = await import('../../ways.js')

/** @import { Fields } from '../../contract.js' */

/** @param {Element} form @param {Fields} [fields] */
function mapped(form, fields) {
  const adapter = native(form)
  const { door } = fakeDoor()
  const { places: found, complaints } = mapFields({
    cells: adapter.cells, fields, ways: waysOf(form), shape: SHAPE, align: (grids) => door.align(1, grids, 'zh-CN'), shown: adapter.shown,
  })
  return { names: Object.fromEntries([...found].map(([address, { element }]) => [address, element.getAttribute('name') ?? element.localName])), complaints }
}

/** @param {string} html */
function formOf(html) {
  document.body.innerHTML = `<form id="f">${html}</form>`
  return /** @type {Element} */ (document.querySelector('form'))
}

const ALL = { 't.one.x': 't_one_x', 't.one.y': 't_one_y', 't.two.x': 't_two_x', 't.two.y': 't_two_y', 't.sum.x': 't_sum_x', 't.sum.y': 't_sum_y' }

test('labels', () => {
  assert.deepEqual(mapped(toyForm()), { names: ALL, complaints: [] })
})

test('a map from names, or ids, to addresses', () => {
  const form = formOf('<input name="a"><input id="b" name=""><input name="c">')
  assert.deepEqual(mapped(form, { a: 't.one.x', b: 't.two.x' }).names, { 't.one.x': 'a', 't.two.x': '' })
})

test('a function is asked for each element', () => {
  const form = formOf('<input name="X1"><input name="X2"><input name="other">')
  const rows = /** @type {{ [name: string]: string }} */ ({ X1: 't.one.x', X2: 't.two.x' })
  assert.deepEqual(mapped(form, (element) => rows[element.getAttribute('name') ?? '']).names, { 't.one.x': 'X1', 't.two.x': 'X2' })
})

test('a name template, for all tables or for one', () => {
  const form = formOf('<input name="f_1_1"><input name="f_2_1"><input name="f_9_9">')
  assert.deepEqual(mapped(form, { t: 'f_{row#}_{column#}' }).names, { 't.one.x': 'f_1_1', 't.two.x': 'f_2_1' })
})

test('what the page says of a field comes before its name and its labels', () => {
  const form = toyForm()
  fieldNamed('t_one_x').dataset.gouji = 't.one.y'
  fieldNamed('t_one_y').dataset.gouji = 't.one.x'
  const { names } = mapped(form, { t_one_x: 't.sum.x' })
  assert.deepEqual(names, { ...ALL, 't.one.x': 't_one_y', 't.one.y': 't_one_x' })
})

test('an empty word keeps a field out', () => {
  const form = toyForm()
  fieldNamed('t_one_x').dataset.gouji = ''
  const { names, complaints } = mapped(form)
  assert.equal(names['t.one.x'], undefined)
  assert.match(String(complaints), /1 of the 6 cells of t .*t\.one\.x/u)
})

test('the word may stand on the element around the field', () => {
  assert.deepEqual(mapped(formOf('<span data-gouji="t.one.x"><i><input name="inner"></i></span>')).names, { 't.one.x': 'inner' })
})

test('text that the page calls a cell is one', () => {
  assert.deepEqual(mapped(formOf('<output data-gouji="t.sum.x">3</output>')).names, { 't.sum.x': 'output' })
})

test('fields elsewhere that belong to the form count', () => {
  const form = formOf('')
  document.body.insertAdjacentHTML('beforeend', '<input form="f" name="far" data-gouji="t.one.x"><input name="stranger" data-gouji="t.two.x">')
  assert.deepEqual(mapped(form).names, { 't.one.x': 'far' })
})

test('an unknown address is complained of, with the one that was meant', () => {
  const { complaints } = mapped(formOf('<input name="a" data-gouji="t.one.z">'))
  assert.match(String(complaints), /<input a>.*t\.one\.z.*Did you mean t\.one\.x/u)
})

test('what is chosen, pressed or secret holds no figure', () => {
  const form = formOf(['checkbox', 'radio', 'button', 'submit', 'file', 'password'].map((type) => `<input type="${type}" name="${type}">`).join(''))
  assert.deepEqual(native(form).cells(), [])
})

test('a figure that is shown beside its field is no second field', () => {
  const form = toyForm({}, '')
  form.insertAdjacentHTML('beforeend', '<table><tr><th></th><th>本年</th></tr><tr><th>甲</th><td>7</td></tr></table>')
  assert.equal(mapped(form).names['t.one.x'], 't_one_x')
})

test('a field in a component’s own tree stands in the cell around it', () => {
  const form = formOf('<table><tr><th></th><th>本年</th></tr><tr><th>甲</th><td><x-field name="outer"></x-field></td></tr></table>')
  const host = /** @type {Element} */ (document.querySelector('x-field'))
  host.attachShadow({ mode: 'open' }).append(Object.assign(document.createElement('input'), { name: 'inner' }))
  assert.deepEqual(mapped(form).names, { 't.one.x': 'inner' })
})

test('a field without a name has that of its component', () => {
  const form = formOf('<x-field name="a"></x-field>')
  const host = /** @type {Element} */ (document.querySelector('x-field'))
  host.attachShadow({ mode: 'open' }).append(document.createElement('input'))
  assert.deepEqual(Object.keys(mapped(form, { a: 't.one.x' }).names), ['t.one.x'])
})

test('a cell that is edited itself is one, written as if typed', () => {
  const form = formOf('<table><tr><th></th><th>本年</th></tr><tr><th>甲</th><td contenteditable="true"> </td></tr></table>')
  assert.deepEqual(mapped(form).names, { 't.one.x': 'td' })
  const adapter = native(form)
  const [place] = adapter.cells()
  let heard = 0
  form.addEventListener('input', () => { heard += 1 })
  if (place) adapter.write(place, '12')
  assert.deepEqual([place && adapter.read(place), place?.writable, heard], ['12', true, 1])
})

test('what is chosen from a list that a library draws is read beside its empty field', () => {
  const form = formOf('<div><span><input role="combobox" readonly></span><span>3</span></div><div><input role="combobox"><span>请选择</span></div>')
  const adapter = native(form)
  assert.deepEqual(adapter.cells().map((place) => adapter.read(place)), ['3', ''])
})

test('a note in a table that was recognised is looked at no further', () => {
  const form = toyForm({}, '')
  form.querySelector('tr:nth-child(2)')?.insertAdjacentHTML('beforeend', '<td><label>合计 上年<input name="note"></label></td>')
  const { door } = fakeDoor()
  const places = native(form).cells()
  /** @type {number[]} */
  const asked = []
  mapFields({ cells: () => places, shape: { ...SHAPE, cells: [...SHAPE.cells, { ...SHAPE.cells[0], address: 't.more.x' }] }, align: (grids) => door.align(1, grids, 'zh-CN'), shown: native(form).shown,
    ways: [...waysOf(form).slice(0, 1), (open) => { asked.push(open.length); return [] }] })
  assert.deepEqual(asked, [])
})

test('a field keeps the cell that it was found to hold when it could be seen', () => {
  const form = formOf('<input name="a">')
  const adapter = native(form)
  const places = adapter.cells()
  const seen = new WeakMap([[/** @type {Element} */ (places[0]?.element), 't.one.x']])
  const { places: found } = mapFields({ cells: () => places, seen, ways: [() => []], shape: SHAPE, align: () => ({ placements: [], unplaced: [] }), shown: adapter.shown })
  assert.equal(found.get('t.one.x'), places[0])
})

test('a page in which nothing was found is told of what no script can see into', () => {
  customElements.define('closed-table', class extends HTMLElement {
    constructor() {
      super()
      this.attachShadow({ mode: 'closed' }).innerHTML = '<input>'
    }
  })
  assert.match(fields.nothingFound(formOf('<closed-table></closed-table>')).join('\n'), /see into closed-table:/u)
  assert.equal(fields.nothingFound(formOf('<input>')).length, 1)
})
