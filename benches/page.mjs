/**
 * `npm run bench:page`: the sample form of 190 cells in Chromium, its processor slowed down to a quarter, as it is on an old
 * office machine. From keystroke to updated marks, attaching, the longest task, and the memory after many edits. Attaching and tasks are
 * counted in the main thread's own time, and on the wall besides: the machine may do other things meanwhile.
 *
 * What ships is what is measured: `npm run build` comes first. `--edits N` for another number of edits.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { ROOT } from '../scripts/command.mjs'
import { serve } from '../scripts/serve.mjs'
import { ensureBrowsers } from '../scripts/setup/browsers.mjs'
import { atMost } from './measure/table.mjs'
import { tasksOf } from './measure/tasks.mjs'

const SLOWER = 4
const KEYSTROKES = 600
const ATTACHED = 7
const given = process.argv.slice(2)
const EDITS = given.includes('--edits') ? Number(given[given.indexOf('--edits') + 1]) : 100_000

if (!existsSync(join(ROOT, 'dist/gouji.js'))) {
  console.error('· There is no dist/gouji.js: run `npm run build` first. What ships is what is measured.')
  process.exit(2)
}

/** A folder with the sample form, without its tag, and the script as it ships. */
function makePage() {
  const folder = join(ROOT, 'build', 'bench-page')
  mkdirSync(folder, { recursive: true })
  const page = readFileSync(join(ROOT, 'www/index.html'), 'utf8').replace(/<script[^>]*><\/script>\n?/g, '').replace(/<link rel="icon"[^>]*>/, '')
  writeFileSync(join(folder, 'index.html'), page)
  copyFileSync(join(ROOT, 'www/sample.css'), join(folder, 'sample.css'))
  for (const name of ['gouji.js', 'previous.js']) if (existsSync(join(ROOT, 'dist', name))) copyFileSync(join(ROOT, 'dist', name), join(folder, name))
  return folder
}

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

/** @param {import('puppeteer-core').Page} page */
const attachOnce = (page) => page.evaluate(async () => {
  const bench = /** @type {any} */ (window)
  bench.tasks = []
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) bench.tasks.push(entry.duration) }).observe({ type: 'longtask' })
  const begun = performance.now()
  const address = '/gouji.js'
  const { attach } = await import(address)
  const loaded = performance.now()
  bench.watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
  const attached = performance.now()
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  return { script: loaded - begun, attach: attached - loaded, longest: Math.max(0, ...bench.tasks) }
})

/** Types into one field after another, wrong and right in turn, and waits each time for the marks that follow. @param {import('puppeteer-core').Page} page @param {number} count */
const typeMuch = (page, count) => page.evaluate(async (keystrokes) => {
  const { watch, tasks } = /** @type {any} */ (window)
  tasks.length = 0
  const fields = [...document.querySelectorAll('td input')]
  const write = /** @type {(this: Element, text: string) => void} */ (Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set)
  let random = 1
  let marked = 0
  watch.addEventListener('change', () => { if (watch.result.groups.every((/** @type {any} */ group) => !group.pending)) marked = performance.now() })
  const searching = () => watch.result.groups.some((/** @type {any} */ group) => group.pending)
  const verdicts = []
  const marks = []
  for (let done = 0; done < keystrokes; done += 1) {
    random = (random * 48271) % 2147483647
    const field = /** @type {HTMLInputElement} */ (fields[random % fields.length])
    const before = field.value
    for (const text of [String(random % 1000), before]) {
      field.focus({ preventScroll: true })
      const begun = performance.now()
      marked = 0
      write.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      const verdict = performance.now()
      while (searching()) await new Promise((resolve) => { setTimeout(resolve) })
      verdicts.push(verdict - begun)
      marks.push(Math.max(verdict, marked) - begun)
    }
    if (done % 20 === 0) await new Promise((resolve) => { requestAnimationFrame(resolve) })
  }
  await new Promise((resolve) => { setTimeout(resolve, 1000) })
  return { verdicts, marks, longest: Math.max(0, ...tasks) }
}, count)

/** @param {import('puppeteer-core').CDPSession} session */
async function heap(session) {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}

const server = await serve(makePage())
const { chromium } = await ensureBrowsers()
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await puppeteer.launch({ browser: 'chrome', executablePath: chromium, headless: true, args, protocolTimeout: 0 })
/** @type {string[]} */
const lines = []
/** @type {string[]} */
const goals = []
/** @param {string} name @param {string} text */
const note = (name, text) => lines.push(`  ${name.padEnd(58)} ${text}`)
try {
  const attached = []
  for (let round = 0; round < ATTACHED; round += 1) {
    const page = await browser.newPage()
    await page.goto(server.address)
    await page.emulateCPUThrottling(SLOWER)
    const { answer, tasks } = await tasksOf(page, () => attachOnce(page))
    attached.push({ ...answer, processor: tasks.reduce((sum, task) => sum + task, 0), task: Math.max(...tasks) })
    await page.close()
  }
  /** @param {'script' | 'attach' | 'longest' | 'processor' | 'task'} key */
  const median = (key) => quantile(attached.map((round) => round[key]).sort((one, other) => one - other), 0.5)
  note('on the wall: script loaded and evaluated', `${median('script').toFixed(1)} ms`)
  note('attached, start of the engine included', `${median('attach').toFixed(1)} ms`)
  note('longest task meanwhile', `${median('longest').toFixed(1)} ms`)
  note('main thread\'s own time, from the script to the repairs', `${median('processor').toFixed(1)} ms`)
  note('its longest task', `${median('task').toFixed(1)} ms`)
  goals.push(atMost('ms of the main thread, from the script to the repairs', median('processor'), 100), atMost('ms of its longest task while attaching', median('task'), 50))

  const page = await browser.newPage()
  await page.goto(server.address)
  const session = await page.createCDPSession()
  await attachOnce(page)
  await page.emulateCPUThrottling(SLOWER)
  const { verdicts, marks, longest } = await typeMuch(page, KEYSTROKES / 2)
  for (const [name, times] of /** @type {const} */ ([['keystroke to the verdict', verdicts], ['keystroke to the marks', marks]])) {
    const sorted = times.sort((one, other) => one - other)
    const [half, most] = [quantile(sorted, 0.5), quantile(sorted, 0.99)]
    note(name, `median ${half.toFixed(2)} ms, 99th percentile ${most.toFixed(2)} ms, most ${sorted.at(-1)?.toFixed(2)} ms`)
    goals.push(atMost(`ms from ${name}, median`, half, 4), atMost(`ms from ${name}, 99th percentile`, most, 16))
  }
  note('longest task while typing', longest === 0 ? 'none over 50 ms' : `${longest.toFixed(1)} ms`)
  goals.push(atMost('ms of the longest task while typing', longest, 50))

  await page.emulateCPUThrottling(1)
  await typeMuch(page, EDITS / 20)
  const before = await heap(session)
  await typeMuch(page, EDITS / 2)
  const after = await heap(session)
  note(`heap after ${EDITS / 10} edits, and after ${EDITS} more`, `${(before / 1e6).toFixed(2)} MB, ${(after / 1e6).toFixed(2)} MB`)
  goals.push(atMost('times the heap after so many edits', after / before, 1.1))
} finally {
  await browser.close()
  await server.close()
}
console.log(`\nIn the page: Chromium, processor ${SLOWER} times slower, 190 cells`)
for (const line of [...lines, ...goals.map((goal) => `  ${goal}`)]) console.log(line)
