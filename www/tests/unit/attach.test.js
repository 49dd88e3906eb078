/** A form attached without a browser: what is found, marked, written, taken back and left behind. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldNamed, toyForm, typeInto, until, window } from './page.js'
import { watches } from './watches.js'
import { engineOf, fakeDoor, poisonedDoor } from './fake-door.js'

const { attach } = await import('../../gouji.js')

/** @import { AttachOptions } from '../../contract.js' */
/** @import { Watch } from '../../watch.js' */

const WRONG = { 't.one.x': '1', 't.two.x': '2', 't.sum.x': ' 4 ', 't.one.y': '5', 't.two.y': '5', 't.sum.y': '10' }

/** @param {Element | string} form @param {AttachOptions} [options] */
async function attached(form, options) {
  const watch = await attach(form, { pack: 'toy', engine: engineOf([fakeDoor(), fakeDoor()]), ...options })
  watches.push(watch)
  return watch
}

/** @param {Watch} watch */
const located = (watch) => until(() => watch.result.groups.every((group) => !group.pending))
const marked = () => [...document.querySelectorAll('[data-gouji-mark]')].map((field) => `${field.getAttribute('name')} ${field.getAttribute('data-gouji-mark')}`)

test('labels are enough: the wrong cell is marked, and the panel has the repair', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  assert.deepEqual(marked(), ['t_sum_x suspect'])
  const field = fieldNamed('t_sum_x')
  assert.equal(field.getAttribute('aria-invalid'), 'true')
  const description = document.getElementById(String(field.getAttribute('aria-describedby')))
  assert.match(String(description?.textContent), /合计应为 3/u)
  const panel = document.querySelector('section')
  assert.equal(panel?.getAttribute('aria-labelledby'), panel?.querySelector('h2')?.id)
  assert.match(String(panel?.textContent), /1 \+ 2 = 3 ≠ 4/u)
})

test('the repair is written as if typed, and undo brings back what stood there to the letter', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  /** @type {string[]} */
  const heard = []
  for (const type of ['input', 'change']) document.body.addEventListener(type, () => heard.push(type), { once: true })
  const button = [...document.querySelectorAll('button')].find((candidate) => candidate.textContent === '改为 3')
  button?.click()
  assert.equal(fieldNamed('t_sum_x').value, '3')
  assert.deepEqual(heard, ['input', 'change'])
  assert.equal(watch.result.status, 'consistent')
  assert.deepEqual(marked(), [])
  const undo = [...document.querySelectorAll('button')].find((candidate) => candidate.textContent === '撤销')
  undo?.click()
  assert.equal(fieldNamed('t_sum_x').value, ' 4 ')
  await located(watch)
  assert.deepEqual(marked(), ['t_sum_x suspect'])
})

test('undo leaves alone what was typed after the repair', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  const repair = watch.result.groups[0]?.repairs[0]
  assert.ok(repair && watch.apply(repair))
  typeInto(fieldNamed('t_sum_x'), '77')
  assert.equal(watch.undo(), true)
  assert.equal(fieldNamed('t_sum_x').value, '77')
  assert.equal(watch.undo(), false)
})

test('a mark that arises while typing is soft until the field is left', async () => {
  const watch = await attached(toyForm({ ...WRONG, 't.sum.x': '3' }))
  const field = fieldNamed('t_one_x')
  field.focus()
  typeInto(field, '8')
  await located(watch)
  assert.deepEqual(marked(), ['t_sum_x suspect-soft'])
  assert.equal(fieldNamed('t_sum_x').hasAttribute('aria-invalid'), false)
  field.blur()
  assert.deepEqual(marked(), ['t_sum_x suspect'])
  assert.equal(fieldNamed('t_sum_x').getAttribute('aria-invalid'), 'true')
})

test('a syllable that is being composed is not checked', async () => {
  const watch = await attached(toyForm({ ...WRONG, 't.sum.x': '3' }))
  const field = fieldNamed('t_one_x')
  field.dispatchEvent(new window.CompositionEvent('compositionstart', { bubbles: true }))
  typeInto(field, 'y')
  assert.equal(watch.result.status, 'consistent')
  field.value = '8'
  field.dispatchEvent(new window.CompositionEvent('compositionend', { bubbles: true }))
  assert.equal(watch.result.status, 'inconsistent')
})

test('a value that a script writes is noticed, by refresh at once and without it soon', async () => {
  const watch = await attached(toyForm(WRONG))
  fieldNamed('t_sum_x').value = '3'
  assert.equal(watch.refresh().status, 'consistent')
  fieldNamed('t_sum_x').value = '5'
  await until(() => watch.result.status === 'inconsistent')
})

test('a page that stops events is heard all the same', async () => {
  const watch = await attached(toyForm(WRONG))
  const stop = (/** @type {Event} */ event) => event.stopImmediatePropagation()
  document.addEventListener('input', stop, true)
  typeInto(fieldNamed('t_sum_x'), '3')
  document.removeEventListener('input', stop, true)
  assert.equal(watch.result.status, 'consistent')
})

test('detach leaves the page as it was, but for what was typed', async () => {
  const form = toyForm(WRONG, '<p id="hint">两位</p>')
  fieldNamed('t_sum_x').setAttribute('aria-describedby', 'hint')
  fieldNamed('t_sum_x').setAttribute('aria-invalid', 'false')
  const before = document.documentElement.outerHTML
  const watch = await attached(form, { send: 'gouji_result' })
  await located(watch)
  assert.match(String(fieldNamed('t_sum_x').getAttribute('aria-describedby')), /^hint gouji-/u)
  fieldNamed('t_sum_x').focus()
  assert.notEqual(document.documentElement.outerHTML, before)
  watch.detach()
  assert.equal(document.documentElement.outerHTML, before)
  typeInto(fieldNamed('t_sum_x'), '99')
  assert.equal(document.querySelector('[data-gouji-mark]'), null)
})

test('on focus the other cells of a broken rule are lit by role', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  fieldNamed('t_sum_x').focus()
  const roles = [...document.querySelectorAll('[data-gouji-role]')].map((field) => `${field.getAttribute('name')} ${field.getAttribute('data-gouji-role')}`)
  assert.deepEqual(roles, ['t_one_x addend', 't_two_x addend', 't_sum_x total'])
  assert.deepEqual([...document.querySelectorAll('.gouji-hint p')].map((line) => line.textContent), ['1 + 2 = 3 ≠ 4', '合计应为 3'])
  fieldNamed('t_sum_y').focus()
  assert.equal(document.querySelector('[data-gouji-role], .gouji-hint'), null)
})

test('a total that the page computes is bound, follows its parts and is never written', async () => {
  const form = toyForm(WRONG)
  fieldNamed('t_sum_x').replaceWith('4')
  fieldNamed('t_sum_y').readOnly = true
  const fake = fakeDoor()
  const watch = await attached(form, { engine: engineOf([fake]) })
  await located(watch)
  assert.deepEqual(fake.records[0]?.weights, { 't.sum.x': 0.001, 't.sum.y': 0.001 })
  assert.equal(fake.records[0]?.cells['t.sum.x'], '4')
  assert.deepEqual(watch.result.groups[0]?.repairs, [])
  assert.equal(watch.apply({ changes: [{ cell: 't.sum.x', from: '4', to: '3' }], resolves: [], because: 'arithmetic', message: '' }), false)
  assert.equal([...document.querySelectorAll('button')].some((button) => button.textContent?.startsWith('改为')), false)
})

test('the form sends its result along', async () => {
  const watch = await attached(toyForm(WRONG), { send: 'gouji_result' })
  await located(watch)
  assert.deepEqual(JSON.parse(fieldNamed('gouji_result').value).groups, watch.result.groups)
})

test('errors hold a submission back only where the page asks for it', async () => {
  const form = toyForm(WRONG)
  let submitted = 0
  form.addEventListener('submit', (event) => { submitted += 1; event.preventDefault() })
  const watch = await attached(form, { block: true })
  await located(watch)
  form.requestSubmit()
  assert.equal(submitted, 0)
  assert.equal(document.activeElement, document.querySelector('.gouji-title'))
  assert.match(fieldNamed('t_sum_x').validationMessage, /合计应为 3/u)
  fieldNamed('t_sum_x').value = '3' // without an event
  await until(() => form.checkValidity())
  form.requestSubmit()
  assert.equal(submitted, 1)
  watch.detach()
})

test('a form whose check has failed is sent, block or not', async () => {
  const form = toyForm(WRONG)
  let submitted = 0
  form.addEventListener('submit', (event) => { submitted += 1; event.preventDefault() })
  await attached(form, { block: true, engine: engineOf([0, 1, 2, 3, 4, 5].map(() => fakeDoor({ trapOn: (name) => name === 'result' }))) })
  form.requestSubmit()
  assert.equal(submitted, 1)
})

test('the form tells its page what happens', async () => {
  const form = toyForm(WRONG)
  /** @type {string[]} */
  const told = []
  for (const type of ['gouji:ready', 'gouji:change']) document.addEventListener(type, (event) => told.push(`${type} ${/** @type {CustomEvent} */ (event).detail.result.status}`))
  const watch = await attached(form)
  let changes = 0
  watch.addEventListener('change', () => { changes += 1 })
  typeInto(fieldNamed('t_sum_x'), '3')
  assert.deepEqual(told, ['gouji:change inconsistent', 'gouji:ready inconsistent', 'gouji:change consistent'])
  assert.equal(changes, 1)
})

test('fields that the page renders anew are the same cells', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  const table = /** @type {HTMLTableElement} */ (document.querySelector('table'))
  const copy = /** @type {HTMLTableElement} */ (table.cloneNode(true))
  for (const field of copy.querySelectorAll('input')) for (const name of ['data-gouji-mark', 'aria-invalid', 'aria-describedby']) field.removeAttribute(name)
  table.replaceWith(copy)
  await until(() => fieldNamed('t_sum_x').getAttribute('data-gouji-mark') === 'suspect')
  typeInto(fieldNamed('t_sum_x'), '3')
  assert.equal(watch.result.status, 'consistent')
})

test('a grid by roles whose rows are drawn anew keeps its marks', async () => {
  const cells = (/** @type {string} */ role, /** @type {string[]} */ texts) => `<div role="row">${texts.map((text) => `<span role="${role}">${text}</span>`).join('')}</div>`
  document.body.innerHTML = `<div id="f"><div role="grid" aria-label="一、数量">${cells('columnheader', ['项目', '本年', '上年'])}<div id="rows"></div></div></div>`
  const rows = /** @type {Element} */ (document.querySelector('#rows'))
  const draw = () => { rows.innerHTML = [['甲', '1', '5'], ['乙', '2', '5'], ['合计', '4', '10']].map((texts) => cells('gridcell', texts)).join('') }
  draw()
  await located(await attached('#f'))
  const isMarked = () => rows.querySelectorAll('[data-gouji-mark="suspect"]').length === 1
  await until(isMarked)
  draw()
  assert.equal(isMarked(), false)
  await until(isMarked)
})

test('marks that a framework wipes come back', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  fieldNamed('t_sum_x').setAttribute('aria-describedby', 'theirs')
  fieldNamed('t_sum_x').removeAttribute('aria-invalid')
  await until(() => fieldNamed('t_sum_x').getAttribute('aria-invalid') === 'true')
  assert.match(String(fieldNamed('t_sum_x').getAttribute('aria-describedby')), /^theirs gouji-/u)
  watch.detach()
  assert.equal(fieldNamed('t_sum_x').getAttribute('aria-describedby'), 'theirs')
})

test('mistakes of a page are told by name', async () => {
  await assert.rejects(attached('#nothing'), /no form #nothing/u)
  await assert.rejects(attached(toyForm(), { pack: 'nothing' }), { name: 'GoujiError' })
  await assert.rejects(attached(toyForm(), { pack: undefined }), /which report/u)
  await assert.rejects(attached(toyForm(), { panel: '#nowhere' }), /#nowhere/u)
  const form = toyForm()
  for (const name of ['t_one_x', 't_two_x']) fieldNamed(name).dataset.gouji = 't.one.x'
  await assert.rejects(attached(form), /t\.one\.x: <input t_one_x> and <input t_two_x>/u)
  assert.equal(document.querySelector('section, link'), null)
  await attached(toyForm(WRONG))
  await assert.rejects(attached('#f'), /attached already/u)
})

test('a form without a known cell says so and stays usable', async () => {
  document.body.innerHTML = '<form><input name="a" value="1"></form>'
  const watch = await attached('form')
  assert.equal(watch.result.status, 'unchecked')
  assert.match(String(document.querySelector('section')?.textContent), /未检查.*没有在表单里找到/u)
  assert.equal(/** @type {any} */ (console.warn).mock.callCount(), 1)
})

test('an engine that cannot start leaves the form alone and is said to be missing', async () => {
  const form = toyForm(WRONG)
  /** @type {string[]} */
  const told = []
  form.addEventListener('gouji:unavailable', (event) => told.push(/** @type {CustomEvent} */ (event).detail.reason))
  const watch = await attached(form, { engine: () => Promise.reject(new Error('forbidden by policy')), block: true })
  assert.equal(watch.result.status, 'unchecked')
  assert.deepEqual(told, ['forbidden by policy'])
  assert.match(String(document.querySelector('section')?.textContent), /未检查/u)
  assert.equal(fieldNamed('t_sum_x').value, ' 4 ')
})

test('an edit that stops the engine is kept away from it, and the form, its page and the panel are told', async () => {
  const fakes = Array.from({ length: 12 }, () => poisonedDoor('poison'))
  const form = toyForm({ ...WRONG, 't.sum.x': '3' })
  /** @type {string[][]} */
  const told = []
  form.addEventListener('gouji:quarantined', (event) => told.push(/** @type {CustomEvent} */ (event).detail.cells))
  const watch = await attached(form, { engine: engineOf(fakes) })
  typeInto(fieldNamed('t_one_x'), 'poison')
  assert.deepEqual(told, [['t.one.x']])
  assert.equal(fieldNamed('t_one_x').value, 'poison')
  assert.match(String(watch.result.limited), /「甲 × 本年」/u)
  await until(() => /「甲 × 本年」中的内容使校验程序中断/u.test(String(document.querySelector('section')?.textContent)))
  typeInto(fieldNamed('t_one_x'), '1')
  assert.equal(watch.result.status, 'consistent')
  assert.deepEqual(told, [['t.one.x'], []])
})

test('an engine of which no instance is left says unchecked, and goes on when it can', async () => {
  let open = true
  const engine = async () => ({
    open: async () => fakeDoor({ trapOn: () => !open }).door,
    openNow: () => fakeDoor({ trapOn: () => !open }).door,
  })
  const watch = await attached(toyForm({ ...WRONG, 't.sum.x': '3' }), { engine })
  open = false
  typeInto(fieldNamed('t_one_x'), '7')
  assert.equal(watch.result.status, 'unchecked')
  assert.match(String(document.querySelector('section')?.textContent), /未检查/u)
  open = true
  typeInto(fieldNamed('t_one_x'), '1')
  assert.equal(watch.result.status, 'consistent')
})

test('an engine that stops while the light is asked for is told once', async () => {
  const form = toyForm(WRONG)
  let told = 0
  form.addEventListener('gouji:unavailable', () => { told += 1 })
  const watch = await attached(form, { engine: engineOf([0, 1, 2, 3].map(() => fakeDoor({ trapOn: (name) => name === 'related' }))) })
  await located(watch)
  fieldNamed('t_sum_x').focus()
  assert.equal(told, 1)
  assert.equal(watch.result.status, 'unchecked')
  assert.deepEqual(marked(), [])
  assert.equal(fieldNamed('t_sum_x').value, ' 4 ')
})

test('what is known of the report beside its fields goes into the check', async () => {
  const { door, records } = fakeDoor()
  await attached(toyForm(WRONG), {
    engine: engineOf([{ door }]),
    record: { prose: { 一: '共 3 件' }, absent: ['t.two'], justified: { r: { reason: '属实', values: {} } }, weights: { 't.one.x': 2 } },
  })
  const opened = records.at(-1)
  assert.deepEqual(opened?.prose, { 一: '共 3 件' })
  assert.deepEqual(opened?.absent, ['t.two'])
  assert.deepEqual(opened?.justified, { r: { reason: '属实', values: {} } })
  assert.equal(opened?.weights?.['t.one.x'], 2)
  assert.equal(opened?.cells['t.one.x'], '1')
})

test('fields named like a form’s own parts do no harm', async () => {
  const names = ['addEventListener', 'querySelectorAll', 'getAttribute', 'before', 'contains', 'dispatchEvent', 'id', 'nodeType', 'append', 'ownerDocument']
  const form = toyForm(WRONG, names.map((name) => `<input name="${name}">`).join(''))
  const watch = await attached(form, { send: 'gouji_result' })
  await located(watch)
  assert.deepEqual(marked(), ['t_sum_x suspect'])
})

test('words that look like markup stay words', async () => {
  const form = toyForm({ ...WRONG, 't.sum.x': '<img src=x onerror=alert(1)>'.replaceAll('<', '&lt;') })
  const watch = await attached(form)
  await located(watch)
  assert.equal(document.querySelector('img'), null)
})

test('a framework that keeps watch over a field’s value sees what is written', async () => {
  const watch = await attached(toyForm(WRONG))
  await located(watch)
  const field = fieldNamed('t_sum_x')
  // As React does it: a setter on the element itself remembers what the framework wrote; another value at an event was typed.
  let tracked = field.value
  const inherited = Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value')
  Object.defineProperty(field, 'value', { configurable: true, get: () => inherited?.get?.call(field), set(text) { tracked = text; inherited?.set?.call(field, text) } })
  /** @type {string[]} */
  const typed = []
  document.body.addEventListener('input', () => { if (field.value !== tracked) typed.push(field.value) }, { once: true })
  const repair = watch.result.groups[0]?.repairs[0]
  assert.ok(repair && watch.apply(repair))
  assert.deepEqual(typed, ['3'])
})

test('a field that refuses what is written keeps its figure, and the panel says so', async () => {
  const form = toyForm(WRONG)
  const watch = await attached(form)
  await located(watch)
  const field = fieldNamed('t_sum_x')
  field.addEventListener('input', () => { if (field.value === '3') field.value = 'no' })
  const button = [...document.querySelectorAll('button')].find((candidate) => candidate.textContent === '改为 3')
  button?.click()
  assert.equal(field.value, ' 4 ')
  assert.match(String(document.querySelector('section')?.textContent), /没有接受改动/u)
  assert.equal(watch.undo(), false)
})

test('a signal detaches', async () => {
  const controller = new AbortController()
  await attached(toyForm(WRONG), { signal: controller.signal })
  controller.abort()
  assert.equal(document.querySelector('section'), null)
})
