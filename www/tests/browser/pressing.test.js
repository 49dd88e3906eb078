/** A button of the panel that is held down while the page goes on: it stays until it is let go, and does what it said or nothing. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

/** A form whose total is wrong, with the repair in the panel: 11. @param {Page} page @param {string} [total] */
async function openMistyped(page, total = '1') {
  await page.open('tests/browser/pages/portal.html?attach')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(() => {
    const { portal } = /** @type {any} */ (window)
    portal.written = []
    document.querySelector('[name="review_total"]')?.addEventListener('change', ({ target }) => portal.written.push(/** @type {HTMLInputElement} */ (target).value))
  })
  await page.fill('[name="review_total"]', total)
  await page.press('Tab')
  await page.evaluate(() => { /** @type {any} */ (window).portal.written.length = 0 }) // what was typed
}

/** @param {Page} page @param {string} text of the repair that is offered */
const isOffered = (page, text) => page.waitFor((wanted) => document.querySelector('.gouji-apply')?.textContent === wanted, text)

/** As a page's own script does it, without an event. @param {Page} page @param {string} name @param {string} text */
const rewrite = (page, name, text) => page.evaluate((field, value) => {
  /** @type {HTMLInputElement} */ (document.querySelector(`[name="${field}"]`)).value = value
}, name, text)

/** The panel would be drawn anew now: the result has more to say, and its repairs. @param {Page} page @param {string} to the figure of the repair */
const isReadAnew = (page, to) => page.waitFor((figure) => {
  const { findings, groups } = /** @type {any} */ (window).portal.watch.result
  return (figure !== '11' || findings.length > 1) && groups[0]?.repairs[0]?.changes[0].to === figure
}, to)

/** Rewrites the total as its page would show it, and waits until that has been read. @param {Page} page */
async function addUnit(page) {
  await rewrite(page, 'review_total', '1 件')
  await isReadAnew(page, '11')
}

/** @param {Page} page @param {string} selector */
const centreOf = (page, selector) => page.evaluate((wanted) => {
  const element = /** @type {Element} */ (document.querySelector(wanted))
  element.scrollIntoView({ block: 'center' })
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}, selector)

/** Puts the mouse on the first of these and its button down. @param {Page} page @param {string} selector */
async function press(page, selector) {
  const { x, y } = await centreOf(page, selector)
  await page.raw.mouse.move(x, y)
  await page.raw.mouse.down()
}

/** What was written into the total. @param {Page} page @returns {Promise<string[]>} */
const written = (page) => page.evaluate(() => /** @type {any} */ (window).portal.written)

/** @param {Page} page @param {string} state */
const comesTo = (page, state) => page.waitFor((wanted) => document.querySelector('.gouji-panel')?.getAttribute('data-state') === wanted, state)

/** @param {Page} page @returns {Promise<boolean>} */
const showsNotice = (page) => page.evaluate(() => document.querySelector('.gouji-panel [data-level="notice"]') !== null)

inEachBrowser('a repair that is held down while its figure is rewritten is made once, when it is let go', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  await press(page, '.gouji-apply')
  await addUnit(page)
  assert.equal(await showsNotice(page), false, 'the panel was drawn under the hand')
  await page.raw.mouse.up()
  await comesTo(page, 'consistent')
  assert.deepEqual(await written(page), ['11'])
  assert.match(await page.text('.gouji-applied'), /由 1 件 改为 11/u)
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), '撤销')
})

inEachBrowser('the space bar holds a button down, too', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  await page.focus('.gouji-apply')
  await page.raw.keyboard.down(' ')
  await addUnit(page)
  assert.equal(await showsNotice(page), false, 'the panel was drawn under the hand')
  await page.raw.keyboard.up(' ')
  await comesTo(page, 'consistent')
  assert.deepEqual(await written(page), ['11'])
})

inEachBrowser('a finger holds a button down until its tap has become a click', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  const point = await centreOf(page, '.gouji-apply')
  await page.raw.touchscreen.touchStart(point.x, point.y)
  await addUnit(page)
  assert.equal(await showsNotice(page), false, 'the panel was drawn under the hand')
  await page.raw.touchscreen.touchEnd()
  // Whether a long touch is a click is the browser's own matter.
  await page.waitFor(() => document.querySelector('.gouji-panel [data-level="notice"], .gouji-applied button') !== null)
  assert.deepEqual(await written(page), await page.evaluate(() => document.querySelector('.gouji-applied button') === null ? [] : ['11']))
})

inEachBrowser('what waited is drawn when the button is let go elsewhere, or the window is left', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  await press(page, '.gouji-apply')
  await addUnit(page)
  await page.raw.mouse.move(5, 5)
  assert.equal(await showsNotice(page), false, 'the button had not been let go')
  await page.raw.mouse.up()
  await page.waitFor(() => document.querySelector('.gouji-panel [data-level="notice"]') !== null)

  await rewrite(page, 'review_total', '2')
  await page.waitFor(() => document.querySelector('.gouji-panel [data-level="notice"]') === null)
  await page.focus('.gouji-apply')
  await page.raw.keyboard.down(' ')
  await addUnit(page)
  await page.evaluate(() => { window.dispatchEvent(new Event('blur')) })
  await page.waitFor(() => document.querySelector('.gouji-panel [data-level="notice"]') !== null)
  assert.deepEqual(await written(page), [])
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.activeElement).blur() })
  await page.raw.keyboard.up(' ')
})

inEachBrowser('a repair that no longer holds when it is let go is not made: nothing is written, and the panel says so', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  await press(page, '.gouji-apply')
  await rewrite(page, 'review_upheld', '7')
  await isReadAnew(page, '12')
  assert.equal(await page.text('.gouji-apply'), '改为 11')
  await page.evaluate(() => {
    const { portal } = /** @type {any} */ (window)
    const region = /** @type {Element} */ (document.querySelector('.gouji-panel [role="status"]'))
    portal.said = ''
    new MutationObserver(() => { portal.said += region.textContent }).observe(region, { childList: true, characterData: true, subtree: true })
  })
  await page.raw.mouse.up()
  await isOffered(page, '改为 12')
  assert.deepEqual(await written(page), [])
  assert.equal(await page.value('[name="review_total"]'), '1')
  assert.match(await page.text('.gouji-applied'), /不再适用/u)
  assert.match(await page.evaluate(() => /** @type {any} */ (window).portal.said), /不再适用/u, 'a screen reader heard nothing of it')
  assert.equal(await page.evaluate(() => document.activeElement?.closest('.gouji-panel') !== null), true)
  await page.click('.gouji-apply')
  await comesTo(page, 'consistent')
  assert.deepEqual(await written(page), ['12'])
})

/** Rewrites a field and clicks, before anybody could read what was written. @param {Page} page @param {string} name @param {string} text @param {string} button */
const clickUnread = (page, name, text, button) => page.evaluate((field, value, selector) => {
  const button = /** @type {HTMLElement} */ (document.querySelector(selector))
  const [rewritten, total] = [field, 'review_total'].map((each) => /** @type {HTMLInputElement} */ (document.querySelector(`[name="${each}"]`)))
  if (rewritten) rewritten.value = value
  button.click()
  return total?.value
}, name, text, button)

inEachBrowser('what a page has written a moment before the click counts', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  assert.equal(await clickUnread(page, 'review_upheld', '7', '.gouji-apply'), '1')
  assert.match(await page.text('.gouji-applied'), /不再适用/u)
  await isOffered(page, '改为 12')
  assert.equal(await clickUnread(page, 'review_total', '1 件', '.gouji-apply'), '12')
  await comesTo(page, 'consistent')
  assert.deepEqual(await written(page), ['12'])
})

inEachBrowser('a blank is filled with what follows from the rest as it stands, or not at all', async (page) => {
  await openMistyped(page, '')
  const fill = '[data-key="fill disputes.review.total"]'
  const offers = (/** @type {string} */ text) => page.waitFor((selector, wanted) => document.querySelector(selector)?.textContent === wanted, fill, text)
  await offers('填入 11')
  assert.equal(await clickUnread(page, 'review_upheld', '7', fill), '')
  assert.match(await page.text('.gouji-applied'), /不再适用/u)
  await offers('填入 12')
  await page.click(fill)
  await comesTo(page, 'consistent')
  assert.deepEqual(await written(page), ['12'])
})

inEachBrowser('detached while a button is held down, nothing is drawn and nothing is listened for any more', async (page) => {
  await openMistyped(page)
  await isOffered(page, '改为 11')
  await page.evaluate(() => {
    const { portal } = /** @type {any} */ (window)
    const { addEventListener, removeEventListener } = EventTarget.prototype
    portal.listening = []
    EventTarget.prototype.addEventListener = function (/** @type {any[]} */ ...given) {
      if (this === window) portal.listening.push(given[0])
      return /** @type {any} */ (addEventListener).apply(this, given)
    }
    EventTarget.prototype.removeEventListener = function (/** @type {any[]} */ ...given) {
      const index = this === window ? portal.listening.indexOf(given[0]) : -1
      if (index >= 0) portal.listening.splice(index, 1)
      return /** @type {any} */ (removeEventListener).apply(this, given)
    }
  })
  const listening = () => page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (window).portal.listening).filter((type) => /pointer|key|blur/u.test(type)))
  await press(page, '.gouji-apply')
  assert.notDeepEqual(await listening(), [])
  await addUnit(page)
  await page.evaluate(() => /** @type {any} */ (window).portal.watch.detach())
  assert.deepEqual(await listening(), [])
  await page.raw.mouse.up()
  assert.deepEqual(await written(page), [])
  assert.doesNotMatch(await page.evaluate(() => document.body.innerHTML), /gouji/u)
})
