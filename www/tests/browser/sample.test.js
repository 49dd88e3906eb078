/** The sample page as a visitor uses it: what is seen at once, mended, taken back, and left behind. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

const CELL = '[name="t3_24_6"]'

/** @param {Page} page */
async function openSample(page) {
  await page.open('index.html')
  await settled(page, 'inconsistent')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
}

/** @param {Page} page @param {string} state */
const settled = (page, state) => page.waitFor((wanted) => document.querySelector('.gouji-panel')?.getAttribute('data-state') === wanted, state)

/** @param {Page} page */
const marks = (page) => page.evaluate(() => [...document.querySelectorAll('[data-gouji-mark]')]
  .map((field) => `${field.getAttribute('name')} ${field.getAttribute('data-gouji-mark')} ${field.getAttribute('aria-invalid')}`))

inEachBrowser('the wrong cell of the published report is seen at once, with its three tie-outs and its repair', async (page) => {
  await openSample(page)
  await page.eventually(async () => assert.deepEqual(await marks(page), ['t3_24_6 suspect true']))
  await page.eventually(async () => assert.equal(await page.text('.gouji-status'), '3 条勾稽关系不成立'))
  const findings = await page.texts('.gouji-groups .gouji-finding > p:first-child')
  assert.equal(findings.length, 3)
  assert.equal(findings.filter((finding) => finding.includes('3 + 0 + 0 + 0 + 0 + 3 = 6 ≠ 3')).length, 1, findings.join('\n'))
  await page.eventually(async () => assert.deepEqual(await page.texts('.gouji-apply'), ['改为 0']))
  await page.eventually(async () => assert.match(await page.text('.gouji-cause'), /（七）总计.*其他.*0/u))
  const description = await page.evaluate((selector) => document.getElementById(document.querySelector(selector)?.getAttribute('aria-describedby') ?? '')?.textContent, CELL)
  assert.match(String(description), /应为 0/u)
})

inEachBrowser('a click on the repair makes everything hold, and a click takes it back', async (page) => {
  await openSample(page)
  await page.click('.gouji-apply')
  await settled(page, 'consistent')
  await page.eventually(async () => assert.equal(await page.value(CELL), '0'))
  await page.eventually(async () => assert.deepEqual(await marks(page), []))
  await page.click('.gouji-applied button')
  await settled(page, 'inconsistent')
  await page.eventually(async () => assert.equal(await page.value(CELL), '3'))
  await page.waitFor(() => document.querySelectorAll('[data-gouji-mark]').length === 1)
  await page.eventually(async () => assert.deepEqual(await marks(page), ['t3_24_6 suspect true']))
})

inEachBrowser('typing is checked at once', async (page) => {
  await openSample(page)
  await page.fill(CELL, '0')
  await settled(page, 'consistent')
  await page.fill(CELL, '3')
  await settled(page, 'inconsistent')
  await page.fill('[name="t3_1_1"]', '３')
  await page.eventually(async () => assert.equal(await page.text('.gouji-status'), '3 条勾稽关系不成立'))
})

inEachBrowser('what is no number is said to be none, at its cell, and stays as typed', async (page) => {
  await openSample(page)
  await page.fill('[name="t3_3_1"]', '三x')
  await page.press('Tab')
  await page.waitFor(() => document.querySelector('[name="t3_3_1"]')?.getAttribute('data-gouji-mark') === 'refused')
  await page.eventually(async () => assert.equal(await page.value('[name="t3_3_1"]'), '三x'))
  await page.eventually(async () => assert.match((await page.texts('.gouji-cause')).join('\n'), /三x/u))
})

inEachBrowser('the keyboard alone is enough', async (page) => {
  await openSample(page)
  /** @param {string} wanted */
  const reach = async (wanted) => {
    for (let presses = 0; presses < 20; presses += 1) {
      await page.press('Tab')
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return
    }
    assert.fail(`Twenty presses of Tab don't reach ${wanted}.`)
  }
  await reach('.gouji-card-title .gouji-cell')
  await page.press('Enter')
  assert.equal(await page.evaluate((selector) => document.activeElement?.matches(selector), CELL), true)
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.querySelector('.gouji-hint')?.textContent?.includes('3 + 0 + 0 + 0 + 0 + 3 = 6 ≠ 3')), true))
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.querySelector('[name="t3_24_7"]')?.getAttribute('data-gouji-role')), 'total'))
  await page.press('Escape')
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.querySelector('.gouji-hint')), null))

  await page.evaluate(() => document.querySelector('h2')?.focus())
  await page.focus('.gouji-card-title .gouji-cell')
  await reach('.gouji-apply')
  await page.press('Enter')
  await settled(page, 'consistent')
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.textContent), '撤销'))
  await page.press('Enter')
  await settled(page, 'inconsistent')
  await page.eventually(async () => assert.equal(await page.value(CELL), '3'))
})

inEachBrowser('what is seen beside a field of a broken rule is heard there, too, and only while it is there', async (page) => {
  await openSample(page)
  const described = () => page.evaluate(() => (document.querySelector('[name="t3_24_7"]')?.getAttribute('aria-describedby') ?? '')
    .split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(''))
  assert.equal(await described(), '')
  await page.focus('[name="t3_24_7"]')
  await page.eventually(async () => assert.match(await described(), /3 \+ 0 \+ 0 \+ 0 \+ 0 \+ 3 = 6 ≠ 3/u))
  await page.focus('[name="t3_1_1"]')
  await page.eventually(async () => assert.equal(await described(), ''))
  assert.equal(await page.evaluate(() => document.querySelector('[name="t3_24_7"]')?.hasAttribute('aria-describedby')), false)
})

inEachBrowser('a reason that is saved leaves the focus on what says so', async (page) => {
  await openSample(page)
  await page.fill('[name="t2_1_1_1"]', '5')
  await page.press('Tab')
  await page.waitFor(() => document.querySelector('.gouji-reason summary') !== null)
  await page.focus('.gouji-reason summary')
  await page.press('Enter')
  await page.press('Tab')
  await page.type('口径调整')
  await page.press('Tab')
  await page.press('Enter')
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.textContent), '已说明：口径调整'))
})

inEachBrowser('no fault of accessibility, in any state', async (page) => {
  await openSample(page)
  assert.deepEqual(await page.accessibilityFaults(), [])
  await page.focus(CELL)
  await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true })
  assert.deepEqual(await page.accessibilityFaults(), [])
  await page.click('.gouji-apply')
  await settled(page, 'consistent')
  await page.fill('[name="t3_3_2"]', '')
  await page.fill('[name="t3_3_3"]', 'x')
  await page.press('Tab')
  assert.deepEqual(await page.accessibilityFaults(), [])
})

inEachBrowser('in the dark, too', async (page) => {
  await page.raw.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]).catch(() => undefined) // Firefox can't be told
  await openSample(page)
  assert.deepEqual(await page.accessibilityFaults(), [])
})

inEachBrowser('nothing scrolls sideways but the tables, at 320 pixels', async (page) => {
  await page.raw.setViewport({ width: 320, height: 700 })
  await openSample(page)
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.equal(needed, given)
})

inEachBrowser('marks change the size and the place of nothing', async (page) => {
  await openSample(page)
  /** @returns {Promise<string>} */
  const places = () => page.evaluate(() => JSON.stringify([...document.querySelectorAll('form *')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return [x, y + window.scrollY, width, height]
  })))
  const marked = await places()
  await page.evaluate(() => { /** @type {any} */ (document.querySelector('#report'))[Symbol.for('gouji.watch')].detach() })
  assert.equal(await places(), marked)
})

inEachBrowser('no request leaves the page once it is ready', async (page) => {
  await openSample(page)
  page.forgetRequests()
  await page.fill(CELL, '5')
  await page.press('Tab')
  await page.click('.gouji-apply')
  await settled(page, 'consistent')
  await page.click('#report button[type="submit"]')
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 500) }))
  assert.deepEqual(page.requests(), [])
})

inEachBrowser('detach leaves the page byte for byte as it was', async (page) => {
  await page.open('tests/browser/pages/detach.html')
  const [before, during, after] = await page.evaluate(async () => {
    const page = () => document.documentElement.outerHTML
    const before = page()
    const { attach } = await import(/** @type {any} */ ('/gouji.js'))
    const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', send: 'result' })
    await new Promise((resolve) => { setTimeout(resolve, 300) })
    const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="t4_5"]'))
    field.focus()
    const during = page()
    watch.detach()
    return [before, during, page()]
  })
  assert.match(String(during), /data-gouji-mark/u)
  assert.equal(after, before)
})

inEachBrowser('where the policy forbids WebAssembly the panel says so, and the form works', async (page) => {
  await page.open('index.html', { policy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" })
  await page.waitFor(() => document.querySelector('.gouji-counts')?.textContent?.includes('未能运行'))
  await page.eventually(async () => assert.equal(await page.text('.gouji-status'), '未检查'))
  await page.eventually(async () => assert.deepEqual(await marks(page), []))
  await page.fill(CELL, '9')
  await page.eventually(async () => assert.equal(await page.value(CELL), '9'))
  await page.click('#report button[type="submit"]')
  await page.eventually(async () => assert.match(await page.text('#sent'), /示例/u))
  page.expectComplaint(/gouji|policy|wasm/u)
  page.forgetComplaints()
})

inEachBrowser('names that shadow the properties of forms and documents do no harm', async (page) => {
  await page.open('tests/browser/pages/clobbered.html')
  await page.waitFor(() => document.getElementsByClassName('gouji-apply').length > 0)
  const [mark] = await page.evaluate(() => [document.getElementsByName('t4_5')[0]?.getAttribute('data-gouji-mark')])
  assert.equal(mark, 'suspect')
  await page.click('.gouji-apply')
  await page.waitFor(() => document.getElementsByClassName('gouji-panel')[0]?.getAttribute('data-state') !== 'inconsistent')
})
