/** The workbench as one file, opened from a disk as it would be where there is no internet. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { pathToFileURL } from 'node:url'
import { readFileSync, rmSync } from 'node:fs'
import { ROOT } from '../../../scripts/command.mjs'
import { writeOfflinePage } from '../../../scripts/package/offline.mjs'
import { inEachBrowser } from './driver.js'

/** Each browser is driven by a process of its own: none reads what the other is writing. */
const FILE = join(ROOT, 'build', 'offline', `gouji-${process.pid}.html`)
const SEED = readFileSync(join(ROOT, 'tests/import/seed-wuzhong-2024.txt'), 'utf8')

before(() => writeOfflinePage({ engine: join(ROOT, 'www/wasm'), import: join(ROOT, 'www/wasm-import') }, FILE))
after(() => rmSync(FILE, { force: true }))

inEachBrowser('one file holds the whole workbench: a report is dropped, and its wrong cell is named', async (page) => {
  await page.raw.goto(pathToFileURL(FILE).href, { waitUntil: 'load' })
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'seed.txt', { type: 'text/plain' }))
    document.querySelector('#drop')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, SEED)
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
  assert.equal(await page.text('.gouji-status'), '3 条勾稽关系不成立')
  assert.deepEqual(await page.texts('.gouji-apply'), ['改为 0'])
  await page.click('.gouji-apply')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') !== 'inconsistent')
  // Its own worker is a part of it; not every browser counts the file itself.
  assert.deepEqual(page.requests().filter((address) => !address.startsWith('blob:') && address !== pathToFileURL(FILE).href), [])
})
