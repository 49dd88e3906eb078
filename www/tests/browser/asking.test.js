/** What a person may ask for and is offered: blanks from the rest, why it is not another cell, last year's figures. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

/** @param {Page} page */
async function openSample(page) {
  await page.open('index.html')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
}

/** @param {Page} page @param {string} selector @param {string} words */
const says = (page, selector, words) => page.waitFor((where, wanted) => document.querySelector(where)?.textContent?.includes(wanted), selector, words)

/** The button with these words. @param {Page} page @param {string} words */
const push = (page, words) => page.evaluate((wanted) => {
  const button = [...document.querySelectorAll('.gouji-panel button')].find(({ textContent }) => textContent === wanted)
  if (!(button instanceof HTMLElement)) throw new Error(`There is no button ${wanted}`)
  button.click()
}, words)

inEachBrowser('blanks that follow from the rest are offered, filled with a click and taken back with another', async (page) => {
  await openSample(page)
  await page.click('.gouji-apply')
  await page.fill('[name="t3_24_1"]', '')
  await page.fill('[name="t4_5"]', ' ')
  await says(page, '.gouji-offer', '有 2 个空白格')
  assert.equal(await page.value('[name="t3_24_1"]'), '')
  assert.deepEqual(await page.accessibilityFaults('.gouji-panel'), [])
  await push(page, '全部填入（2 格）')
  assert.deepEqual([await page.value('[name="t3_24_1"]'), await page.value('[name="t4_5"]')], ['3', '0'])
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'consistent')
  await page.press('Enter') // the focus is on the way back
  assert.deepEqual([await page.value('[name="t3_24_1"]'), await page.value('[name="t4_5"]')], ['', ' '])
  await says(page, '.gouji-offer', '有 2 个空白格')
  await push(page, '填入 3')
  assert.deepEqual([await page.value('[name="t3_24_1"]'), await page.value('[name="t4_5"]')], ['3', ' '])
})

inEachBrowser('the keyboard asks why it is not another cell, and is answered with the rules', async (page) => {
  await openSample(page)
  await page.focus('.gouji-why summary')
  await page.press('Enter')
  await page.waitFor(() => (document.querySelector('.gouji-why select')?.children.length ?? 0) > 20)
  await page.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'select')
  await page.evaluate(() => {
    const field = /** @type {HTMLSelectElement} */ (document.querySelector('.gouji-why select'))
    field.value = 'requests.granted.other'
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await says(page, '.gouji-why [role="status"]', '互相矛盾')
  assert.deepEqual((await page.texts('.gouji-why .gouji-finding')).map((demand) => /这一格应为 (\d+)/u.exec(demand)?.[1]), ['0', '3'])
  assert.deepEqual(await page.accessibilityFaults('.gouji-panel'), [])
})

inEachBrowser('last year’s figures, typed, pasted or from a file, bring the carry-over into the check', async (page) => {
  await openSample(page)
  await page.click('.gouji-apply')
  await page.click('.gouji-fold summary')
  await page.waitFor(() => document.querySelectorAll('.gouji-fold fieldset input').length === 10)
  assert.deepEqual(await page.accessibilityFaults('.gouji-panel'), [])
  const finds = (/** @type {string} */ words) => page.waitFor((wanted) =>
    [...document.querySelectorAll('.gouji-groups .gouji-finding')].some(({ textContent }) => textContent?.includes(wanted)), words)

  await page.fill('[data-key="previous requests.carried_out.person"]', '2')
  await page.press('Tab')
  await finds('上年结转')
  await says(page, '.gouji-fold [role="status"]', '1 格')
  await push(page, '不再与上年核对')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'consistent')

  // The button that is pressed while a figure is being typed ends the typing, and stays until it is let go.
  await page.fill('[data-key="previous requests.carried_out.person"]', '2')
  await page.press('Tab')
  await finds('上年结转')
  await page.fill('[data-key="previous requests.carried_out.person"]', '3')
  await page.click('.gouji-fold p > button')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'consistent')
  assert.equal(await page.value('[data-key="previous requests.carried_out.person"]'), '')

  // A table as it is copied from a spreadsheet.
  const table = '\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n四、结转下年度继续办理\t5\t0\t0\t0\t0\t0\t5'
  await page.evaluate((text) => {
    const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('.gouji-fold textarea'))
    area.value = text
    area.dispatchEvent(new Event('change', { bubbles: true }))
  }, table)
  await says(page, '.gouji-fold [role="status"]', '7 格')
  assert.equal(await page.value('[data-key="previous requests.carried_out.total"]'), '5')
  await finds('上年结转')

  // A record as the workbench or the command line saves it.
  const give = (/** @type {string} */ text) => page.evaluate((content) => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector('.gouji-fold input[type="file"]'))
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'last.json'))
    field.files = transfer.files
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }, text)
  await give(JSON.stringify({ pack: 'cn-gov-disclosure-2021', cells: { 'requests.carried_out.person': 2 } }))
  await says(page, '.gouji-fold [role="status"]', '应是文本')
  await give(JSON.stringify({ pack: 'cn-gov-disclosure-2021', cells: { 'requests.carried_out.person': '0', 'requests.carried_out.total': '0' } }))
  await says(page, '.gouji-fold [role="status"]', '2 格')
  assert.deepEqual(page.requests().filter((address) => !address.startsWith(new URL(page.raw.url()).origin)), [])
})

inEachBrowser('with the readers at hand, last year’s report is read as a document', async (page) => {
  await page.open('tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(async () => {
    const address = '/import.js'
    await /** @type {any} */ (window).portal.attach({ record: { year: 2025 }, read: async (/** @type {any[]} */ ...given) => (await import(address)).read(...given) })
  })
  await page.click('.gouji-fold summary')
  await page.waitFor(() => document.querySelector('.gouji-fold textarea') !== null)
  await page.evaluate(async () => {
    const bytes = await (await fetch('/tests/browser/documents/chengbei-2024.docx')).blob()
    const field = /** @type {HTMLInputElement} */ (document.querySelector('.gouji-fold input[type="file"]'))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], 'chengbei-2024.docx'))
    field.files = transfer.files
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await says(page, '.gouji-fold [role="status"]', '格核对')
})

/** The policy word for word, and nothing more allowed. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"

inEachBrowser('the strictest policy is kept, as the page’s own scripts see it, and the requests are these', async (page) => {
  await page.open('tests/browser/pages/portal.html?attach', { policy: STRICT })
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.fill('[name="review_total"]', '1')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
  page.forgetRequests()
  await page.click('.gouji-apply')
  await page.fill('[name="direct_total"]', '')
  await says(page, '.gouji-offer', '有 1 个空白格')
  await page.press('Tab')
  assert.deepEqual(page.requests(), [])
  await page.click('.gouji-fold summary')
  await page.waitFor(() => document.querySelector('.gouji-fold textarea') !== null)
  const names = page.requests().map((address) => new URL(address).pathname).sort()
  assert.deepEqual(names, ['/previous.js', '/saved.js', '/view/previous-year.js'])
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).portal.breaches), [])
})

inEachBrowser('payloads in labels, figures, rules, prose, reasons and sentences of the page stay text', async (page) => {
  const EVIL = '<img src=x onerror=portal.breaches.push(1)><script>portal.breaches.push(2)</script>'
  const PACK = `report small "${EVIL}"\ntable t "一${EVIL}"\n  cells count\n  columns\n    a "本年${EVIL}"\n  rows\n    one "甲${EVIL}"\n    two "乙${EVIL}"\n`
    + `rule same "甲等于乙${EVIL}"\n  for each column of t\n  one = two\nwarning less "甲小于乙${EVIL}"\n  for each column of t\n  one < two\n`
  await page.open('tests/browser/pages/portal.html', { policy: STRICT })
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(async (text, evil) => {
    const form = /** @type {Element} */ (document.querySelector('#report'))
    form.replaceChildren(...[['one_a', '5'], ['two_a', evil]].map(([name, value]) => Object.assign(document.createElement('input'), { name, value })))
    const { portal } = /** @type {any} */ (window)
    await portal.attach({ pack: { text }, texts: { title: evil }, record: { prose: { [evil]: evil } }, send: 'kept' })
    portal.watch.justify('less[a]', evil)
  }, PACK, EVIL)
  await page.fill('[name="two_a"]', '4')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
  await page.focus('[name="one_a"]')
  await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true })
  await page.waitFor(() => document.querySelector('.gouji-why option') !== null)
  assert.match(await page.text('.gouji-panel'), /<img src=x onerror/u)
  assert.equal(await page.evaluate(() => document.querySelectorAll('img, script:not([src])').length), 0)
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).portal.breaches), [])
})
