/** `<gouji-check>`: several on a page, each with its own panel, for as long as it is in the page. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

/** @param {Page} page @param {string} within @param {string} state */
const comesTo = (page, within, state) => page.waitFor((selector, wanted) =>
  document.querySelector(`${selector} .gouji-panel`)?.getAttribute('data-state') === wanted, within, state)

inEachBrowser('elements watch the forms that they are for, and let go when they are removed', async (page) => {
  await page.open('tests/browser/pages/elements.html')
  await comesTo(page, 'gouji-check[for]', 'inconsistent')
  await comesTo(page, '#second gouji-check', 'incomplete')
  assert.equal(await page.text('#second .gouji-title'), 'Tie-outs')
  assert.equal(JSON.parse(await page.value('#first [name="result"]')).status, 'inconsistent')
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('gouji-check'))?.watch.result.status), 'inconsistent')
  assert.deepEqual(await page.accessibilityFaults(), [])

  await page.fill('[name="review_total"]', '11')
  await comesTo(page, 'gouji-check[for]', 'incomplete')

  // Moved within the page it watches on; removed it leaves nothing behind.
  await page.evaluate(() => { document.querySelector('main')?.append(/** @type {Element} */ (document.querySelector('gouji-check[for]'))) })
  await comesTo(page, 'gouji-check[for]', 'incomplete')
  await page.evaluate(() => { for (const element of document.querySelectorAll('gouji-check')) element.remove() })
  await page.waitFor(() => document.querySelector('.gouji-panel, [name="result"]') === null)
  await page.fill('[name="review_total"]', '0')
  assert.equal(await page.evaluate(() => document.querySelector('[data-gouji-mark]')), null)
})

inEachBrowser('an element that is made by a script, or changed, begins anew', async (page) => {
  await page.open('tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(async () => {
    const address = '/gouji.js'
    await import(address)
    /** @type {string[]} */
    const told = []
    Object.assign(window, { told })
    for (const type of ['gouji:ready', 'gouji:change', 'gouji:unavailable']) document.addEventListener(type, () => told.push(type))
    const element = document.createElement('gouji-check')
    element.setAttribute('pack', 'cn-gov-disclosure-2021')
    Object.assign(element, { options: { fields: '{row}_{column}' } })
    document.querySelector('main')?.append(element)
  })
  await comesTo(page, 'gouji-check', 'consistent')
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).told), ['gouji:change', 'gouji:ready'])
  await page.evaluate(() => document.querySelector('gouji-check')?.setAttribute('lang', 'en'))
  await page.waitFor(() => document.querySelector('gouji-check .gouji-title')?.textContent === 'Tie-outs')
  assert.equal(await page.evaluate(() => document.querySelectorAll('.gouji-panel').length), 1)
})
