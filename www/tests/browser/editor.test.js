/** The editor of packs as their author uses it: a mistake is seen at its line while it is typed, mended, and the form is tried. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/command.mjs'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

const SOUND = 'report x "表"\n  version "1"\nfigures\n  a "甲" count\n  b "乙" count\nrule same "甲等于乙"\n  a = b\nexample "不等"\n  a 1\n  b 2\n  breaks same\n'

/** @param {Page} page @param {string} text @param {string} [more] what the address says besides */
async function openWith(page, text, more = '') {
  await page.open(`editor.html#text=${encodeURIComponent(text)}${more}`)
  await lookedThrough(page)
}

/** Waits until the text that stands there has been looked through. @param {Page} page */
const lookedThrough = (page) => page.waitFor(() => (document.querySelector('#problems')?.childElementCount ?? 0) > 0)

/** Puts the caret behind a part of the text. @param {Page} page @param {string} part */
const goBehind = (page, part) => page.evaluate((wanted) => {
  const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#text'))
  const place = field.value.indexOf(wanted) + wanted.length
  field.focus()
  field.setSelectionRange(place, place)
}, part)

/** @param {Page} page @param {string} words */
const summarySays = (page, words) => page.waitFor((wanted) => document.querySelector('#summary')?.textContent?.includes(wanted), words)

inEachBrowser('a mistake is shown at its line while it is typed, and goes when it is mended', async (page) => {
  await openWith(page, SOUND)
  await summarySays(page, '没有写错的地方')
  await goBehind(page, '  b "乙" c')
  await page.press('Backspace')
  await page.type('k')
  await summarySays(page, '1 处错误')
  assert.equal(await page.text('#problems .place'), '我的规则包.gouji:5:9')
  assert.match(await page.text('#problems li'), /标签后面不能写“kount”。是不是“count”？/u)
  assert.equal(await page.text('#problems mark'), 'kount')
  assert.equal(await page.text('#problems pre'), '5 b "乙" kount')
  const marked = await page.evaluate(() => [...document.querySelectorAll('#lines .line')].map((line) => line.querySelector('mark')?.textContent ?? ''))
  assert.deepEqual(marked.map((mark, index) => (mark ? index + 1 : 0)).filter(Boolean), [5])
  assert.equal(marked[4], 'kount')
  assert.equal(await page.evaluate(() => document.querySelector('#stale')?.hasAttribute('hidden')), false)

  await page.press('Backspace')
  await page.type('c')
  await summarySays(page, '没有写错的地方')
  assert.deepEqual(await page.texts('#lines mark'), [])
})

inEachBrowser('from a mistake to its place: its text is selected', async (page) => {
  await openWith(page, SOUND.replace('a = b', 'a = bb'))
  await page.click('#problems .place')
  const selected = await page.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.activeElement)
    return field.value.slice(field.selectionStart, field.selectionEnd)
  })
  assert.equal(selected, 'bb')
})

inEachBrowser('the form is there, checked while figures are typed, and keeps them while the pack is written on', async (page) => {
  await openWith(page, SOUND)
  await page.waitFor(() => document.querySelector('[data-gouji="b"]') !== null && document.querySelector('.gouji-panel') !== null)
  await page.fill('[data-gouji="a"]', '3')
  await page.fill('[data-gouji="b"]', '4')
  await page.press('Tab')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'inconsistent')
  await goBehind(page, '  b "乙" count')
  await page.press('Enter')
  await page.type('c "丙"')
  await page.waitFor(() => document.querySelector('[data-gouji="c"]') !== null)
  assert.equal(await page.value('[data-gouji="a"]'), '3')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'inconsistent')
  // The new line began where the one before it began.
  assert.match(await page.value('#text'), /\n {2}c "丙"\n/u)
})

inEachBrowser('examples that come out otherwise and rules in words are shown, in English, too', async (page) => {
  await openWith(page, SOUND.replace('breaks same', 'passes'), '&lang=en')
  await summarySays(page, 'not as they should be')
  assert.match(await page.text('#problems .outcomes'), /failed.*line 8.*same is broken/u)
  assert.match(await page.text('#problems .rules'), /same/u)
  await page.click('#language')
  await summarySays(page, '不符')
  assert.match(await page.text('#problems .outcomes'), /未通过/u)
})

inEachBrowser('a built-in pack is loaded, even one that forms load as text, and nothing is sent', async (page) => {
  await page.open('editor.html')
  await page.waitFor(() => document.querySelectorAll('#begin option').length > 3 && document.querySelector('.gouji-panel') !== null)
  page.forgetRequests()
  await page.raw.select('#begin', 'cn-final-accounts')
  await page.waitFor(() => document.querySelectorAll('#preview table').length > 3)
  assert.equal(await page.value('#text'), readFileSync(join(ROOT, 'packs/cn-final-accounts.gouji'), 'utf8'))
  assert.deepEqual(page.requests(), [])
})

inEachBrowser('the editor can be used by everyone, on a narrow screen as well', async (page) => {
  await openWith(page, SOUND.replace('a = b', 'a = bb'))
  assert.deepEqual(await page.accessibilityFaults(), [])
  await page.raw.setViewport({ width: 360, height: 800 })
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  // A link to another text is followed in the same page.
  await openWith(page, SOUND)
  await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
  await summarySays(page, '没有写错的地方')
  assert.deepEqual(await page.accessibilityFaults(), [])
})

inEachBrowser('a form that carries its pack in the page is checked by it', async (page) => {
  await page.open('tests/browser/pages/own-pack.html')
  await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
  await page.fill('#a', '3')
  await page.fill('#b', '2')
  await page.press('Tab')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'inconsistent')
  assert.match(await page.text('.gouji-finding'), /甲小于乙/u)
})
