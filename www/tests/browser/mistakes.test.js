/** What a clerk and a developer can get wrong: each has its words, and the form stays as usable as it was. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

const PAGE = 'tests/browser/pages/detach.html'

/**
 * Attaches in a page that has not done so itself.
 * @param {Page} page
 * @param {string} form
 * @param {object} options
 */
const attach = (page, form, options) => page.evaluate(async (selector, wanted) => {
  const { attach } = await import(/** @type {any} */ ('/gouji.js'))
  try {
    return (await attach(selector, { pack: 'cn-gov-disclosure-2021', ...wanted })).result.status
  } catch (error) {
    return `${/** @type {Error} */ (error).name}: ${/** @type {Error} */ (error).message}`
  }
}, form, options)

inEachBrowser('every kind of entry that can’t stand is refused in words, at its cell', async (page) => {
  await page.open('index.html')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
  const entries = /** @type {const} */ ([
    ['t3_4_2', '很多', /很多/u],
    ['t3_5_3', '-4', /不能为负数/u],
    ['t3_6_4', '9'.repeat(60), /超出可填的范围/u],
  ])
  for (const [name, text, words] of entries) {
    await page.fill(`[name="${name}"]`, text)
    await page.press('Tab')
    await page.waitFor((wanted) => document.querySelector(`[name="${wanted}"]`)?.getAttribute('aria-invalid') === 'true', name)
    const description = await page.evaluate((wanted) => {
      const field = document.querySelector(`[name="${wanted}"]`)
      return document.getElementById(field?.getAttribute('aria-describedby') ?? '')?.textContent ?? ''
    }, name)
    assert.match(description, words)
    await page.eventually(async () => assert.equal(await page.value(`[name="${name}"]`), text))
  }
})

inEachBrowser('a blank is counted and can be gone to', async (page) => {
  await page.open('index.html')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
  await page.click('.gouji-apply')
  await page.fill('[name="t3_9_4"]', '')
  await page.press('Tab')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'incomplete')
  const line = '.gouji-panel > .gouji-notice:not([hidden])'
  await page.eventually(async () => assert.match(await page.text(line), /尚有 1 格未填/u))
  await page.click(`${line} .gouji-cell`)
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 't3_9_4'))
})

inEachBrowser('a form of one table is checked by the rules of that table', async (page) => {
  await page.open(PAGE)
  assert.equal(await attach(page, '#report', {}), 'inconsistent')
  await page.waitFor(() => document.querySelector('[name="t4_5"][aria-invalid="true"], [name="t4_5"][data-gouji-mark]') !== null)
  await page.fill('[name="t4_5"]', '11')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'consistent')
})

inEachBrowser('a developer’s mistakes are told by name', async (page) => {
  await page.open(PAGE)
  assert.match(await attach(page, '#nothing', {}), /^TypeError: .*#nothing/u)
  assert.match(await attach(page, '#report', { pack: 'cn-gov-disclosure-2012' }), /^GoujiError: .*cn-gov-disclosure-2012/u)
  assert.match(await attach(page, '#report', { fields: { t4_1: 'disputes.review.total', t4_5: 'disputes.review.total' } }), /^TypeError: .*disputes\.review\.total/u)
  assert.match(await attach(page, '#report', { pack: { text: 'report x\n???' } }), /^GoujiError: /u)
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.querySelector('.gouji-panel, link, [data-gouji-mark]')), null))
})

inEachBrowser('a form without a known cell is said to have none', async (page) => {
  await page.open(PAGE)
  await page.evaluate(() => { document.querySelector('table')?.remove() })
  assert.equal(await attach(page, '#report', {}), 'unchecked')
  await page.eventually(async () => assert.match(await page.text('.gouji-panel'), /未检查.*没有在表单里找到/u))
})

inEachBrowser('in English, too', async (page) => {
  await page.open(PAGE)
  await attach(page, '#report', { lang: 'en' })
  await page.waitFor(() => document.querySelector('.gouji-status') !== null)
  await page.eventually(async () => assert.match(await page.text('.gouji-status'), /1 tie-out fails/u))
  await page.eventually(async () => assert.match(await page.text('.gouji-finding'), /6 \+ 0 \+ 5 \+ 0 = 11 ≠ 0/u))
})
