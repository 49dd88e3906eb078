/**
 * What gouji promises in every form system, as one test: the same steps on each example page, with the real library.
 *
 * In: the name of an example page. Out: a test in each browser. Knows `window.example` of the pages and what a person sees;
 * must not know which library it is.
 */
import assert from 'node:assert/strict'
import { EXAMPLE_POLICY } from '../../../scripts/examples/bundle.mjs'
import { inEachBrowser } from '../browser/driver.js'

/** @import { Page } from '../browser/page.js' */

/** The published report's wrong cell, the figure that belongs there, and the one that stands there. */
const WRONG = 'decided.other'
const RIGHT = '0'
const SEEN = '3'
/** Another cell, as far from the wrong one as the table is long, and a figure that belongs into neither. */
const FAR = 'new.business'
const FAR_WRONG = '7'

/** Editors in which no cell can be kept from being typed in. */
const NOTHING_COMPUTED = new Set(['ckeditor', 'prosemirror', 'wangeditor'])

/** @param {string} name */
export function contract(name) {
  inEachBrowser(`${name}: the wrong cell is marked, through every edit, and nothing of it stays`, async (page) => {
    await open(page, name)
    await marksTheWrongCell(page)
    await typingChecksAgain(page)
    await scriptsAreNoticed(page)
    await repairReachesTheModel(page)
    await theLibraryTakesItBack(page)
    await everyMarkIsWhereItsCellIs(page)
    await goingToACellShowsIt(page)
    await itsOwnErrorsStay(page)
    await marksOutliveARerender(page)
    await nothingIsSaved(page)
    await detachRestoresThePage(page)
  })
  if (NOTHING_COMPUTED.has(name)) return
  inEachBrowser(`${name}: sums that the page computes are read and never offered a repair`, async (page) => {
    await open(page, name, '?computed')
    await marksTheWrongCell(page)
    const changed = await page.evaluate(() => example.watch.result.groups
      .flatMap((group) => [...group.repairs, ...group.alternatives]).flatMap((repair) => repair.changes.map((change) => change.cell)))
    assert.deepEqual(changed.filter((cell) => cell.endsWith('.total')), [])
    assert.deepEqual(await page.evaluate(() => example.watch.result.groups.flatMap((group) => group.repairs)
      .filter(({ changes, message }) => changes.length === 1 && /同时修改/u.test(message))), [])
    await modelHolds(page, 'decided.total', '6')
    await applyFirst(page)
    await status(page, 'consistent')
    await modelHolds(page, 'decided.total', '3')
  })
}

/** @param {Page} page @param {string} name */
async function open(page, name, query = '') {
  await page.open(`examples/${name}.html${query}`, { policy: EXAMPLE_POLICY })
  await page.waitFor(() => typeof example !== 'undefined')
}

/** @param {Page} page @param {string} wanted */
async function status(page, wanted) {
  await page.waitFor((state) => example.watch.result.status === state && example.watch.result.groups.every((group) => !group.pending), wanted)
}

/** A library may take a text over a moment later. @param {Page} page @param {string} cell @param {string} text */
const modelHolds = (page, cell, text) => page.waitFor((which, wanted) => example.model(which) === wanted, cell, text)

/** @param {Page} page The one firm mark of a suspect, on the cell that is wrong. */
async function marksTheWrongCell(page) {
  await status(page, 'inconsistent')
  await page.evaluate((cell) => example.cell(cell)?.scrollIntoView({ block: 'center', inline: 'center' }), WRONG)
  await page.waitFor((cell) => {
    const target = example.cell(cell)
    const suspects = example.marks().filter((mark) => mark.kind === 'suspect')
    const [suspect] = suspects
    if (!target || !suspect || suspects.length > 1) return false
    const { left, top, width, height } = example.box(target)
    const { x, y } = suspect
    return x >= left && x <= left + width && y >= top && y <= top + height
  }, WRONG)
}

/** @param {Page} page @param {string} text */
async function typeAsAPerson(page, text) {
  const { kind, at, length } = await page.evaluate((cell) => {
    const target = example.cell(cell)
    target.scrollIntoView({ block: 'center', inline: 'center' })
    const { left, top, width, height } = example.box(target)
    return { kind: example.kind ?? 'field', at: { x: left + width / 2, y: top + height / 2, beside: width * 2 }, length: example.model(cell).length }
  }, WRONG)
  await page.raw.mouse.click(at.x, at.y)
  if (kind !== 'grid') {
    if (kind !== 'editor') await page.press('End')
    // Editors take the caret over, and what is selected, a moment later than a person can type.
    if (kind === 'editor') await page.waitFor((cell) => example.caretIn(cell), WRONG)
    if (kind === 'editor') await page.press('End')
    for (let i = 0; i < length; i += 1) await page.press(kind === 'editor' ? 'Shift+ArrowLeft' : 'Backspace')
    if (kind === 'editor') await page.waitFor((cell) => example.selected(cell) === example.model(cell), WRONG)
  }
  await page.type(text)
  if (kind === 'grid') await page.press('Enter')
  else if (kind === 'field') await page.press('Tab')
  else await page.raw.mouse.click(at.x - at.beside, at.y)
}

/** @param {Page} page */
async function typingChecksAgain(page) {
  await typeAsAPerson(page, RIGHT)
  await status(page, 'consistent')
  await modelHolds(page, WRONG, RIGHT)
  assert.deepEqual(await page.evaluate(() => example.marks()), [])
  await typeAsAPerson(page, SEEN)
  await marksTheWrongCell(page)
  await modelHolds(page, WRONG, SEEN)
}

/** @param {Page} page */
async function scriptsAreNoticed(page) {
  await page.evaluate((cell, text) => example.set(cell, text), WRONG, RIGHT)
  await status(page, 'consistent')
  await page.evaluate((cell, text) => example.set(cell, text), WRONG, SEEN)
  await marksTheWrongCell(page)
}

/** @param {Page} page */
async function applyFirst(page) {
  assert.equal(await page.evaluate(() => example.watch.result.groups[0]?.repairs[0]?.changes.map(({ cell }) => cell).join()), `requests.${WRONG}`)
  assert.equal(await page.evaluate(() => example.watch.result.groups[0]?.repairs.slice(0, 1).every((repair) => example.watch.apply(repair))), true, 'the repair was not taken')
}

/** @param {Page} page */
async function repairReachesTheModel(page) {
  await applyFirst(page)
  await status(page, 'consistent')
  await modelHolds(page, WRONG, RIGHT)
  assert.equal(await page.evaluate(() => example.watch.undo()), true)
  await marksTheWrongCell(page)
  await modelHolds(page, WRONG, SEEN)
}

/** @param {Page} page What gouji writes is one step of the library's own undo, where it has one; marks are none. */
async function theLibraryTakesItBack(page) {
  if (!await page.evaluate(() => example.undo !== undefined)) return
  await applyFirst(page)
  await modelHolds(page, WRONG, RIGHT)
  await page.evaluate(() => example.undo?.())
  await modelHolds(page, WRONG, SEEN)
  await marksTheWrongCell(page)
}

/** @param {Page} page @param {string} cell Brought into sight, it has a mark. */
async function isMarked(page, cell) {
  await page.evaluate((which) => example.cell(which)?.scrollIntoView({ block: 'center', inline: 'center' }), cell)
  await page.waitFor((which) => {
    const target = example.cell(which)
    if (!target) return false
    const { left, top, width, height } = example.box(target)
    return example.marks().some(({ x, y }) => x >= left && x <= left + width && y >= top && y <= top + height)
  }, cell)
}

/** @param {Page} page Two wrong cells, of which a grid draws one at a time. */
async function everyMarkIsWhereItsCellIs(page) {
  const before = await page.evaluate((cell) => example.model(cell), FAR)
  await page.evaluate((cell, text) => example.set(cell, text), FAR, FAR_WRONG)
  await page.waitFor((cell) => example.watch.result.groups.every((group) => !group.pending)
    && example.watch.result.groups.some((group) => group.repairs.some((repair) => repair.changes.some((change) => change.cell === cell))), `requests.${FAR}`)
  for (const cell of [FAR, WRONG, FAR]) await isMarked(page, cell)
  await page.evaluate((cell, text) => example.set(cell, text), FAR, before)
  await marksTheWrongCell(page)
}

/** @param {Page} page Whatever hides it: a page that is told by `gouji:reveal` opens it. */
async function goingToACellShowsIt(page) {
  await page.evaluate((cell) => example.cell(cell)?.scrollIntoView({ block: 'center', inline: 'center' }), FAR)
  assert.equal(await page.evaluate((cell) => example.watch.focus(cell), `requests.${WRONG}`), true)
  await page.waitFor(() => example.marks().some(({ kind, x, y }) => kind === 'suspect' && x > 0 && x < innerWidth && y > 0 && y < innerHeight))
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.activeElement).blur() })
}

/** @param {Page} page What the library itself holds against a cell is said beside what gouji says, and after it. */
async function itsOwnErrorsStay(page) {
  if (!await page.evaluate(() => example.complain !== undefined)) return
  const OWN = '页面自己的错误'
  const isSaid = (/** @type {string} */ text) => document.querySelector('#app')?.textContent?.includes(text)
  await page.evaluate(() => { example.watch.detach() })
  await page.evaluate((cell, text) => example.complain?.(cell, text), WRONG, OWN)
  await page.waitFor(isSaid, OWN)
  await page.evaluate(async () => { example.watch = await example.start() })
  await marksTheWrongCell(page)
  assert.ok(await page.evaluate(isSaid, OWN), 'the library’s own error went when gouji marked')
  await page.evaluate(() => { example.watch.detach() })
  assert.ok(await page.evaluate(isSaid, OWN), 'the library’s own error went when gouji did')
  await page.evaluate((cell) => example.complain?.(cell, ''), WRONG)
  await page.evaluate(async () => { example.watch = await example.start() })
  await marksTheWrongCell(page)
}

/** @param {Page} page */
async function marksOutliveARerender(page) {
  await page.evaluate(() => example.rerender())
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 400) }))
  await marksTheWrongCell(page)
}

/** @param {Page} page */
async function nothingIsSaved(page) {
  const saved = await page.evaluate(() => example.saved?.() ?? '')
  assert.doesNotMatch(saved, /gouji/u)
}

/** Everything but the page's own lines of code. */
const PAGE_TEXT = () => {
  const copy = /** @type {Element} */ (document.querySelector('main')?.cloneNode(true))
  for (const part of copy.querySelectorAll('#lines, h1, p')) part.remove()
  const frames = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.documentElement.outerHTML ?? '')
  return [copy.innerHTML, ...frames, example.saved?.() ?? ''].join('\n')
}

/** @param {Page} page */
async function detachRestoresThePage(page) {
  // What a page draws under the pointer comes and goes with it, a while later.
  await page.raw.mouse.move(0, 0)
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.activeElement).blur(); example.watch.detach() })
  const without = await restingText(page)
  assert.doesNotMatch(without, /gouji/u)
  assert.equal(await page.evaluate(() => document.querySelectorAll('body > [class^="gouji"]').length), 0)
  const saved = await page.evaluate(() => example.saved?.() ?? '')
  await page.evaluate(async () => { example.watch = await example.start() })
  await marksTheWrongCell(page)
  assert.equal(await page.evaluate(() => example.saved?.() ?? ''), saved, 'what would be saved is the same with and without gouji')
  await page.evaluate(() => { example.watch.detach() })
  assert.equal(await restingText(page), without)
}

/** The scroll bars of a library show for a while that they were used. */
const RESTS = 3

/** The page's text once its scroll bars and highlights have come to rest. @param {Page} page */
async function restingText(page) {
  let text = ''
  for (let same = 0; same < RESTS;) {
    const next = await page.evaluate(PAGE_TEXT)
    same = next === text ? same + 1 : 1
    text = next
    await new Promise((resolve) => { setTimeout(resolve, 500) })
  }
  return text
}
