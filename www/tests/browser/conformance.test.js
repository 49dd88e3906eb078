/** The conformance suite with the engine in real browsers. */
import assert from 'node:assert/strict'
import { suites } from '../../../scripts/conformance.mjs'
import { inEachBrowser } from './driver.js'

inEachBrowser('conformance: every case comes out to the byte', async (page) => {
  await page.open('www/tests/browser/pages/conformance.html', { folder: '.' })
  await page.waitFor(() => 'runSuite' in window)
  for (const { name, suite } of suites()) {
    // As text: what drives a browser loses a key named __proto__ on the way.
    const outcomes = await page.evaluate((given) => /** @type {any} */ (window).runSuite(given), JSON.stringify(suite))
    assert.ok(outcomes.length >= suite.cases.length, name)
    for (const { title, expected, found } of outcomes) assert.equal(found, expected, `${name}: ${title}`)
  }
})
