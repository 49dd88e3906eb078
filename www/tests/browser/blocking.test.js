/** Errors that hold a submission back, and everything that must not. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

/** @param {Page} page */
async function openPortal(page) {
  await page.open('tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
}

/** @param {Page} page */
const sent = (page) => page.evaluate(() => /** @type {any} */ (window).portal.sent)
/** @param {Page} page @param {number} times */
const hasSent = (page, times) => page.waitFor((wanted) => /** @type {any} */ (window).portal.sent === wanted, times)

inEachBrowser('errors hold a submission back, by native validity and without it, until they are mended', async (page) => {
  await openPortal(page)
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    await portal.attach({ block: true })
  })
  await page.fill('[name="review_total"]', '1')
  await page.waitFor(() => /** @type {any} */ (document.querySelector('[name="review_total"]'))?.validationMessage.includes('11'))
  await page.click('button[type="submit"]')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'review_total')
  assert.equal(await sent(page), 0)

  // Where the page has its own validation, the panel takes the focus.
  await page.evaluate(() => { /** @type {HTMLFormElement} */ (document.querySelector('#report')).noValidate = true })
  await page.click('button[type="submit"]')
  await page.waitFor(() => document.activeElement?.className === 'gouji-title')
  await page.evaluate(() => { /** @type {HTMLFormElement} */ (document.querySelector('#report')).requestSubmit() })
  assert.equal(await sent(page), 0)

  // A figure that a script writes, without an event, is read before anything is refused.
  await page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('#report'))
    form.noValidate = false
    const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
    const button = /** @type {HTMLElement} */ (document.querySelector('button[type="submit"]'))
    field.value = '11'
    button.click()
  })
  await hasSent(page, 1)
  assert.equal(await page.evaluate(() => /** @type {HTMLFormElement} */ (document.querySelector('#report')).checkValidity()), true)
})

inEachBrowser('a script that writes and asks in one go is answered from what it has written', async (page) => {
  await openPortal(page)
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    await portal.attach({ block: true, send: 'kept' })
  })
  const write = (/** @type {string} */ text) => page.evaluate((figure) => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('#report'))
    const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
    field.value = figure
    const valid = form.checkValidity()
    form.requestSubmit()
    return { valid, status: JSON.parse(String(new FormData(form).get('kept'))).status }
  }, text)
  assert.deepEqual(await write('1'), { valid: false, status: 'inconsistent' })
  assert.equal(await sent(page), 0)
  assert.deepEqual(await write('11'), { valid: true, status: 'consistent' })
  assert.equal(await sent(page), 1)

  // What is sent is the result of what is sent with it, also past every listener.
  const posted = (/** @type {string} */ text) => page.evaluate((figure) => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
    field.value = figure
    return JSON.parse(String(new FormData(/** @type {HTMLFormElement} */ (document.querySelector('#report'))).get('kept'))).status
  }, text)
  assert.equal(await posted('2'), 'inconsistent')
  assert.equal(await posted('11'), 'consistent')
  const own = await page.evaluate(() => {
    /** @type {any} */ (window).portal.watch.detach()
    return Object.getOwnPropertyNames(document.querySelector('#report')).filter((name) => /submit|validity/iu.test(name))
  })
  assert.deepEqual(own, [])
})

inEachBrowser('a field that is folded away is refused in the panel, where a person can see it', async (page) => {
  await openPortal(page)
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    await portal.attach({ block: true })
  })
  await page.waitFor(() => /** @type {any} */ (document.querySelector('[name="review_total"]'))?.validationMessage.includes('11'))
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector('table')).hidden = true })
  await page.click('button[type="submit"]')
  await page.waitFor(() => document.activeElement?.className === 'gouji-title')
  assert.equal(await sent(page), 0)
})

inEachBrowser('errors that nobody can mend in this page hold nothing back', async (page) => {
  await openPortal(page)
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    for (const field of document.querySelectorAll('input')) field.readOnly = true
    await portal.attach({ block: true })
  })
  assert.match(await page.text('.gouji-status'), /1 条勾稽关系不成立/u)
  await page.click('button[type="submit"]')
  await hasSent(page, 1)
})

inEachBrowser('a checker that never starts, or can’t, delays a submission and prevents none', async (page) => {
  await openPortal(page)
  // Never: the engine hangs.
  await page.evaluate(() => {
    const { portal } = /** @type {any} */ (window)
    void portal.attach({ block: true, engine: () => new Promise(() => {}) })
  })
  await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
  await page.click('button[type="submit"]')
  await page.click('button[type="submit"]')
  await hasSent(page, 1)

  // Late: what it finds then counts.
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    const address = '/gouji.js'
    const { attach } = await import(address)
    const form = portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    void attach(form, { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}', block: true })
    form.requestSubmit()
  })
  await page.waitFor(() => document.activeElement?.className === 'gouji-title')
  assert.equal(await sent(page), 1)

  // It breaks.
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    await portal.attach({ block: true, engine: () => Promise.reject(new Error('on purpose')) })
  })
  await page.click('button[type="submit"]')
  await hasSent(page, 2)
  page.expectComplaint(/not checked/u)
})

inEachBrowser('a checker that is not there delays a submission by two seconds at most, whatever keeps it', async (page) => {
  /** In the page: what never comes. @type {{ [why: string]: string }} */
  const kept = { 'an engine that is never loaded': 'engine', 'a pack that the engine never opens': 'open' }
  await openPortal(page)
  for (const [index, [why, way]] of Object.entries(kept).entries()) {
    await page.evaluate((kind) => {
      const { portal } = /** @type {any} */ (window)
      portal.watch?.detach()
      portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
      const never = () => new Promise(() => {})
      void portal.attach({ block: true, engine: kind === 'engine' ? never : async () => ({ open: never }) })
      // The page's clock stands still for whoever waits long: it is moved on by the test.
      portal.clock ??= setTimeout
      portal.waiting = []
      window.setTimeout = /** @type {any} */ ((/** @type {() => void} */ work, /** @type {number} */ time = 0) => (time < 1000 ? portal.clock.call(window, work, time) : portal.waiting.push({ work, time })))
    }, way)
    await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
    await page.click('button[type="submit"]')
    await page.waitFor(() => /** @type {any} */ (window).portal.waiting.length > 0)
    assert.equal(await sent(page), index, `${why}: the check was not waited for`)
    const times = await page.evaluate(() => {
      const { portal } = /** @type {any} */ (window)
      return portal.waiting.splice(0).map((/** @type {any} */ { work, time }) => { if (time <= 2000) work(); return time })
    })
    assert.ok(Math.min(...times) <= 2000, `${why}: waits for ${times.join()} milliseconds`)
    await hasSent(page, index + 1)
  }
})

inEachBrowser('a check that throws when a submission asks for it holds nothing back', async (page) => {
  await openPortal(page)
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    const watch = await portal.attach({ block: true })
    document.querySelector('form')?.setAttribute('novalidate', '')
    watch.refresh = () => { throw new Error('on purpose') }
  })
  await page.click('button[type="submit"]')
  await hasSent(page, 1)
  page.forgetComplaints() // each browser tells it in its own words
})

inEachBrowser('a checker that the policy refuses prevents nothing', async (page) => {
  await page.open('tests/browser/pages/portal.html', { policy: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" })
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    await portal.attach({ block: true })
  })
  assert.equal(await page.text('.gouji-status'), '未检查')
  await page.click('button[type="submit"]')
  await hasSent(page, 1)
  page.forgetComplaints() // each browser tells it in its own words
})

inEachBrowser('reasons come back with the field that the page posted, and count as long as the figures do', async (page) => {
  const PACK = 'report small "小表"\ntable t "一"\n  cells count\n  columns\n    a "本年"\n  rows\n    one "甲"\n    two "乙"\nwarning less "甲一般不大于乙"\n  for each column of t\n  one <= two\n'
  await openPortal(page)
  const attach = (/** @type {string} */ posted) => page.evaluate(async (text, value) => {
    document.querySelector('#place')?.replaceChildren()
    const form = document.createElement('form')
    form.id = 'report'
    for (const [name, figure] of [['one_a', '5'], ['two_a', '3'], ['kept', value]]) {
      const field = document.createElement('input')
      Object.assign(field, { name, value: figure, type: name === 'kept' ? 'hidden' : 'text' })
      form.append(field)
    }
    document.querySelector('#place')?.append(form)
    const { portal } = /** @type {any} */ (window)
    portal.watch?.detach()
    await portal.attach({ pack: { text }, send: 'kept' })
  }, PACK, posted)
  await attach('')
  await page.evaluate(() => {
    const { watch } = /** @type {any} */ (window).portal
    watch.justify(watch.result.findings[0], '甲含上年结转')
  })
  const posted = await page.value('[name="kept"]')
  assert.match(posted, /甲含上年结转/u)
  await attach(posted)
  const justified = () => page.evaluate(() => /** @type {any} */ (window).portal.watch.result.findings[0]?.justified ?? null)
  assert.equal(await justified(), '甲含上年结转')
  await page.fill('[name="one_a"]', '6')
  await page.waitFor(() => /** @type {any} */ (window).portal.watch.result.findings[0]?.justified === undefined)
})
