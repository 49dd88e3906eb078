/** The documentation as it is built: each page for everyone, on a narrow screen as well, and its packs tried in the editor. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/command.mjs'
import { pagesIn } from '../../../scripts/docs/links.mjs'
import { inEachBrowser } from '../browser/driver.js'

const SITE = 'build/site'
assert.ok(existsSync(join(ROOT, SITE)), 'There is no build/site: npm run docs makes it.')
const PAGES = pagesIn(join(ROOT, SITE)).filter((name) => !/^app[\\/]/u.test(name)).map((name) => name.replaceAll('\\', '/'))

for (const name of PAGES) {
  inEachBrowser(`${name} can be read by everyone`, async (page) => {
    await page.open(name, { folder: SITE })
    assert.deepEqual(await page.accessibilityFaults(), [])
    await page.raw.setViewport({ width: 360, height: 800 })
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'it scrolls sideways')
    const images = await page.evaluate(() => [...document.images].map((image) => image.complete && image.naturalWidth > 0))
    assert.ok(images.every(Boolean), 'a picture is not drawn')
  })
}

inEachBrowser('a pack of the manual is tried in the editor, whole', async (page) => {
  await page.open('language.html', { folder: SITE })
  const address = await page.evaluate(() => [...document.querySelectorAll('.code')].find((code) => code.textContent?.includes('breaks profit_is'))?.querySelector('a')?.href)
  await page.raw.goto(String(address), { waitUntil: 'load' })
  await page.waitFor(() => document.querySelector('#preview form') !== null && document.querySelector('#summary')?.textContent?.includes('例子全部相符'))
  assert.match(await page.value('#text'), /^report profit "利润表"[^]*rule profit_is[^]*breaks profit_is/u)
})
