/** The panel: what it lists, what it asks, and that it keeps the focus while it is drawn anew. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { until } from './page.js'
import { sentencesIn } from './sentences.js'

const { Panel } = await import('../../view/panel.js')
const { Words } = await import('../../view/words.js')

/** @import { Change, Finding, Group, Repair, Result } from '../../contract.js' */

/** @param {Partial<Result>} parts @returns {Result} */
const result = (parts) => ({ pack: 'p', version: '1', engine: 'e', status: 'inconsistent', evaluated: 3, undecided: 1, not_asked: 0, findings: [], groups: [], unplaced: [], ...parts })
/** @param {string} rule @param {Partial<Finding>} [more] @returns {Finding} */
const finding = (rule, more) => ({ rule, level: 'error', cells: ['a', 'b'], message: `${rule} fails`, ...more })
/** @param {string} cell @param {string} to @returns {Repair} */
const repair = (cell, to) => ({ changes: [{ cell, from: '1', to }], resolves: ['r'], because: 'digit', message: `${cell} is ${to}` })

/** @type {unknown[][]} */
let done = []
const words = new Words('zh-CN')
words.learn(sentencesIn('zh-CN'))
const context = {
  words,
  label: (/** @type {string} */ address) => `“${address}”`,
  text: (/** @type {string} */ address) => (address === 'b' ? '' : '1'),
  here: (/** @type {string} */ address) => address !== 'elsewhere',
  canApply: () => true,
  take: (/** @type {Change[]} */ changes) => { done.push(['take', changes.map(({ cell }) => cell)]) },
  go: (/** @type {string} */ address) => { done.push(['go', address]) },
  why: (/** @type {string} */ cell) => ({ cell, message: `${cell}?`, demands: [{ rule: 'r', message: 'r says so' }] }),
  justify: (/** @type {string} */ rule, /** @type {string} */ reason) => { done.push(['justify', rule, reason]) },
}
/** @type {InstanceType<typeof Panel>} */
let panel
/** @param {Partial<Result>} parts */
const show = (parts) => panel.show(result(parts), context)
/** @param {string} text */
const button = (text) => /** @type {HTMLElement} */ ([...panel.root.querySelectorAll('button')].find((candidate) => candidate.textContent === text))
/** @param {Group[]} groups @param {Finding[]} findings */
const showGroups = (groups, findings) => show({ groups, findings })

beforeEach(() => {
  done = []
  document.body.innerHTML = ''
  panel = new Panel(context.words, 'zh-CN')
  document.body.append(panel.root)
})

test('before the first result nothing is said to have been checked', () => {
  assert.match(String(panel.root.textContent), /未检查/u)
})

test('ties and other explanations can be applied, each by its own button', () => {
  showGroups([{ findings: ['r'], repairs: [repair('a', '2'), repair('b', '3')], alternatives: [repair('c', '4')], more: 5 }], [finding('r')])
  assert.match(String(panel.root.textContent), /同样可能的改法还有 6 种.*另有 5 种改法未列出.*也可能是/u)
  button('改为 3').click()
  button('改为 4').click()
  assert.deepEqual(done, [['take', ['b']], ['take', ['c']]])
})

test('where nothing but arithmetic speaks, no repair is put before the others', () => {
  const repairs = [repair('a', '2'), repair('b', '3')].map((one) => ({ ...one, because: 'arithmetic' }))
  showGroups([{ findings: ['r'], repairs, alternatives: [] }], [finding('r')])
  assert.match(String(panel.root.textContent), /无法判断是哪一格，以下 2 种改法/u)
  assert.equal(panel.root.querySelector('h3'), null)
  assert.deepEqual([...panel.root.querySelectorAll('.gouji-apply')].map(({ textContent }) => textContent), ['改为 2', '改为 3'])
})

test('what fails is counted apart: rules and entries', () => {
  show({ findings: [finding('r'), finding('cell.negative[a]'), finding('cell.range[b]'), finding('w', { level: 'warning' }), finding('cell.required[c]')] })
  assert.equal(panel.root.querySelector('.gouji-status')?.textContent, '1 条勾稽关系不成立，2 格填写有误')
})

test('every cell of a finding can be gone to, with what stands in it', () => {
  show({ findings: [finding('r')] })
  button('“b”：空白').click()
  assert.deepEqual(done, [['go', 'b']])
})

test('a cell that is not in the page is named and leads nowhere', () => {
  show({ findings: [finding('r', { cells: ['elsewhere'] })] })
  assert.equal(button('“elsewhere”：1'), undefined)
  assert.match(String(panel.root.textContent), /“elsewhere”：1/u)
})

test('blanks are one line, of the cells in the page', () => {
  show({ findings: ['a', 'b', 'elsewhere'].map((cell) => finding(`cell.required[${cell}]`, { cells: [cell] })), status: 'incomplete' })
  assert.match(String(panel.root.textContent), /尚有 2 格未填/u)
  assert.equal(panel.root.querySelectorAll('.gouji-card').length, 0)
})

test('where blanks alone are errors the status speaks of blanks', () => {
  show({ findings: [finding('cell.required[a]', { cells: ['a'] })] })
  assert.equal(panel.root.querySelector('.gouji-status')?.textContent, '尚有 1 格未填')
})

test('a warning can be kept with a reason', () => {
  show({ findings: [finding('w', { level: 'warning' })] })
  const area = /** @type {HTMLTextAreaElement} */ (panel.root.querySelector('textarea'))
  area.value = '口径调整'
  button('保存说明').click()
  assert.deepEqual(done, [['justify', 'w', '口径调整']])
  show({ findings: [finding('w', { level: 'warning', justified: '口径调整' })] })
  assert.match(String(panel.root.textContent), /已说明：口径调整/u)
})

test('what is being written, and the focus, outlive another finding', () => {
  show({ findings: [finding('w', { level: 'warning' })] })
  const area = /** @type {HTMLTextAreaElement} */ (panel.root.querySelector('textarea'))
  area.focus()
  area.value = '口径'
  show({ findings: [finding('r'), finding('w', { level: 'warning' })] })
  assert.equal(document.activeElement, area)
  assert.equal(panel.root.querySelector('textarea')?.value, '口径')
})

test('a button that is drawn anew keeps the focus; one that is gone hands it to the heading', () => {
  const group = { findings: ['r'], repairs: [repair('a', '2')], alternatives: [] }
  showGroups([group], [finding('r')])
  button('改为 2').focus()
  showGroups([group], [finding('r', { message: 'other words' })])
  assert.equal(document.activeElement, button('改为 2'))
  show({ status: 'consistent' })
  assert.equal(document.activeElement, panel.root.querySelector('h2'))
})

test('errors come first, notices last and folded away', () => {
  show({ findings: [finding('n', { level: 'notice' }), finding('w', { level: 'warning' }), finding('e')] })
  assert.deepEqual([...panel.root.querySelectorAll('.gouji-card')].map((card) => card.getAttribute('data-level')), ['error', 'warning', 'notice'])
  assert.equal(panel.root.querySelector('[data-level="notice"]')?.closest('details')?.open, false)
})

test('notices of one kind are one, with the cells folded away; the list stays open while it grows shorter', () => {
  const units = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => finding(`cell.unit[a${index}]`, { level: 'notice', cells: [`a${index}`] }))
  show({ findings: [...units(175), finding('n', { level: 'notice' })] })
  assert.match(String(panel.root.querySelector('details > summary')?.textContent), /176 条提示/u)
  const cards = () => [...panel.root.querySelectorAll('.gouji-card')]
  assert.deepEqual(cards().map((card) => card.querySelector('p')?.textContent), ['cell.unit[a0] fails', 'n fails'])
  const folded = () => /** @type {HTMLDetailsElement} */ (cards()[0]?.querySelector('details'))
  assert.match(String(folded().textContent), /另有 174 格也是如此/u)
  assert.equal(folded().querySelectorAll('button').length, 174)
  folded().open = true
  button('“a174”：1').focus()
  show({ findings: units(174) })
  assert.equal(folded().querySelectorAll('button').length, 173)
  assert.equal(folded().open, true)
  assert.equal(document.activeElement, panel.root.querySelector('h2'))
})

test('the focus is never lost: on a form that has been folded away, on a blank that is drawn anew, on a fold that is gone', () => {
  const warning = { level: /** @type {const} */ ('warning') }
  show({ findings: [finding('w', warning)] })
  const details = /** @type {HTMLDetailsElement} */ (panel.root.querySelector('.gouji-reason'))
  details.open = true
  button('保存说明').focus()
  show({ findings: [finding('w', { ...warning, justified: '口径调整' }), finding('cell.required[a]', { cells: ['a'] }), finding('n', { level: 'notice' })] })
  assert.equal(document.activeElement?.textContent, '已说明：口径调整')
  button('“a”').focus()
  show({ findings: [finding('cell.required[a]', { cells: ['a'] }), finding('n', { level: 'notice' })] })
  assert.equal(document.activeElement, button('“a”'))
  const fold = /** @type {HTMLElement} */ (panel.root.querySelector('details:not([hidden]) > summary'))
  fold.focus()
  show({ status: 'consistent' })
  assert.equal(document.activeElement, panel.root.querySelector('h2'))
})

test('what answers a person at once is heard at once: a change, and that none was taken', () => {
  const live = /** @type {Element} */ (panel.root.querySelector('[role="status"]'))
  panel.showApplied([{ address: 'a', before: '1', after: '2' }], context, () => {})
  panel.focusUndo()
  assert.equal(live.textContent, '已将“a”由 1 改为 2。')
  assert.equal(document.activeElement, button('撤销'))
  panel.tell('没有接受')
  assert.equal(live.textContent, '没有接受')
})

test('a screen reader hears counts, once a person has paused', async () => {
  const live = /** @type {Element} */ (panel.root.querySelector('[role="status"]'))
  show({ findings: [finding('r')] })
  show({ findings: [finding('r'), finding('s')] })
  assert.equal(live.textContent, '')
  await until(() => live.textContent !== '')
  assert.equal(live.textContent, '2 条勾稽关系不成立，1 项待定')
})

test('of many things the first are drawn and the rest counted', () => {
  show({ findings: Array.from({ length: 43 }, (_, index) => finding(`r${index}`)) })
  assert.equal(panel.root.querySelectorAll('.gouji-card').length, 40)
  assert.match(String(panel.root.textContent), /另有 3 处/u)
})

test('words that look like markup stay words', () => {
  show({ findings: [finding('<img src=x>', { quote: '<b>x</b>' })] })
  assert.equal(panel.root.querySelector('img, b'), null)
  assert.equal(panel.root.querySelector('blockquote')?.textContent, '<b>x</b>')
})

test('blanks that follow from the rest are offered, one by one and all at once', () => {
  show({ status: 'incomplete' })
  const offer = (/** @type {string[]} */ ...cells) => panel.offer(cells.map((cell) => ({ cell, from: '', to: '5' })), context)
  offer('a', 'b')
  assert.match(String(panel.root.textContent), /有 2 个空白格可由其余各格算出/u)
  button('填入 5').click()
  button('全部填入（2 格）').click()
  assert.deepEqual(done, [['take', ['a']], ['take', ['a', 'b']]])
  offer('b')
  assert.equal(button('全部填入（2 格）'), undefined)
  offer()
  assert.equal(panel.root.querySelector('.gouji-offer'), null)
})

test('"why not another cell?" is answered for each cell of the rules, once it is asked', () => {
  showGroups([{ findings: ['r'], repairs: [repair('a', '2')], alternatives: [] }], [finding('r', { cells: ['a', 'b', 'elsewhere'] })])
  const why = /** @type {HTMLDetailsElement} */ (panel.root.querySelector('.gouji-why'))
  assert.equal(why.querySelectorAll('option').length, 0)
  why.open = true
  why.dispatchEvent(new Event('toggle'))
  assert.deepEqual([...why.querySelectorAll('option')].map(({ textContent }) => textContent), ['“a”：1', '“b”：空白'])
  const field = /** @type {HTMLSelectElement} */ (why.querySelector('select'))
  field.value = 'b'
  field.dispatchEvent(new Event('change'))
  assert.equal(why.querySelector('[role="status"]')?.textContent, 'b?r says so')
})

test('a page has its own sentences and classes where it wants them', () => {
  const own = new Words('zh-CN', { title: '校验', 'failing.rules': '{count} 处不平' })
  own.learn(sentencesIn('zh-CN'))
  const dressed = new Panel(own, 'zh-CN', { 'gouji-button': 'btn btn-small' })
  dressed.show(result({ findings: [finding('w', { level: 'warning' }), finding('r')] }), { ...context, words: own })
  assert.equal(dressed.root.querySelector('h2')?.textContent, '校验')
  assert.equal(dressed.root.querySelector('.gouji-status')?.textContent, '1 处不平')
  assert.equal(dressed.root.querySelector('.gouji-button')?.className, 'gouji-button btn btn-small')
})

test('before there is an engine, and where there is none, the panel can speak', () => {
  for (const lang of ['zh-CN', 'en']) {
    const first = new Words(lang)
    for (const key of ['title', 'unchecked', 'starting', 'unavailable']) assert.notEqual(first.say(key), key)
  }
})
