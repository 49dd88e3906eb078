/** The driver itself: it acts like a person, and no complaint of a page escapes it. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

const PAGE = 'tests/browser/pages/driver.html'

inEachBrowser('the driver fills, presses and clicks', async (page) => {
  await page.open(PAGE)
  await page.fill('#figure', '345')
  assert.equal(await page.value('#figure'), '345')
  await page.press('Tab')
  await page.press('Enter')
  await page.click('#count')
  await page.waitFor((wanted) => document.querySelector('#count')?.textContent === wanted, '2')
  assert.equal(await page.text('h1'), 'A page')
  assert.deepEqual(await page.texts('button'), ['2'])
})

for (const [mischief, complaint] of /** @type {const} */ ([
  ['throw', /uncaught: .*mischief on purpose/],
  ['style', /policy: style-src/],
  ['fetch', /404 for .*nothing-here/],
])) {
  inEachBrowser(`the driver notices a page that does ${mischief}`, async (page) => {
    await page.open(`${PAGE}?do=${mischief}`)
    await page.waitFor(() => document.readyState === 'complete')
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 100) }))
    assert.throws(() => page.assertNoComplaint())
    page.expectComplaint(complaint)
    page.forgetComplaints() // both browsers write some down twice, each in its own words
  })
}

inEachBrowser('the driver records requests and finds faults of accessibility', async (page) => {
  await page.open(PAGE)
  assert.ok(page.requests().some((address) => address.endsWith('driver-page.js')))
  page.forgetRequests()
  assert.deepEqual(page.requests(), [])
  assert.deepEqual(await page.accessibilityFaults(), [])
  await page.evaluate(() => { document.querySelector('label')?.replaceWith(document.createElement('input')) })
  assert.match((await page.accessibilityFaults()).join('\n'), /^label: /m)
})
