/**
 * A real page in real browsers: a test is written once and runs in Chromium and in Firefox.
 *
 * In: the files of a folder, served under a strict policy. Out: what a person would see and do there. A test
 * fails on anything the page complains about (an uncaught error, a breach of the policy, a missing file)
 * unless it says that it expects it. Knows browsers; has never heard of gouji.
 *
 * @example
 * inEachBrowser('a click on the repair mends the cell', async (page) => {
 *   await page.open('index.html')
 *   await page.click('button.apply')
 *   await page.waitFor(() => document.querySelector('.finding') === null)
 * })
 *
 * Only one browser: GOUJI_BROWSERS=firefox. One file: node --test FILE. Pictures: build/screenshots.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import puppeteer from 'puppeteer-core'
import { ROOT } from '../../../scripts/command.mjs'
import { POLICY, serve } from '../../../scripts/serve.mjs'
import { ensureBrowsers } from '../../../scripts/setup/browsers.mjs'
import { Page } from './page.js'

/** @typedef {'chromium' | 'firefox'} BrowserName */

const NAMES = /** @type {BrowserName[]} */ ((process.env.GOUJI_BROWSERS ?? 'chromium,firefox').split(','))
const TIME_LIMIT = 120_000

/** @type {Map<BrowserName, Promise<import('puppeteer-core').Browser>>} */
const browsers = new Map()
/** @type {Map<string, ReturnType<typeof serve>>} */
const servers = new Map()

/** @param {BrowserName} name */
async function launch(name) {
  const programs = await ensureBrowsers()
  // Chromium refuses to run its sandbox as root.
  const args = name === 'chromium' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return puppeteer.launch({ browser: name === 'chromium' ? 'chrome' : 'firefox', executablePath: programs[name], headless: true, args })
}

/** @param {BrowserName} name one browser serves all tests of the process */
function browserNamed(name) {
  const running = browsers.get(name) ?? launch(name)
  browsers.set(name, running)
  return running
}

/** @param {string} folder @param {string} policy */
async function addressOf(folder, policy) {
  const key = `${folder}\n${policy}`
  const running = servers.get(key) ?? serve(join(ROOT, folder), { policy })
  servers.set(key, running)
  return (await running).address
}

after(async () => {
  for (const browser of browsers.values()) await browser.then((running) => running.close(), () => undefined)
  for (const server of servers.values()) await (await server).close()
})

/** @param {Page} page @param {string} title */
async function keepPicture(page, title) {
  const name = `failed ${title}`.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  await page.screenshot(name).catch(() => undefined) // the browser itself may be what failed
}

/**
 * A test in each browser, each time with a fresh profile.
 *
 * @param {string} title
 * @param {(page: Page) => Promise<void>} body
 * @param {{ timeLimit?: number }} [options] milliseconds, for what is meant to take long
 */
export function inEachBrowser(title, body, { timeLimit = TIME_LIMIT } = {}) {
  for (const name of NAMES) {
    test(`${title} (${name})`, { timeout: timeLimit }, async () => {
      const browser = await browserNamed(name)
      const context = await browser.createBrowserContext()
      const folder = join(ROOT, 'build', 'screenshots')
      mkdirSync(folder, { recursive: true })
      const page = new Page(await context.newPage(), { name, pictures: folder, addressOf, policy: POLICY })
      try {
        await page.prepare()
        await body(page)
        page.assertNoComplaint()
      } catch (error) {
        await keepPicture(page, title)
        throw error
      } finally {
        await context.close()
      }
    })
  }
}
