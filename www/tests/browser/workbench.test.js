/** The workbench as a reviewer uses it: reports dropped in, looked at, mended, compared, saved and refused. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/command.mjs'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

const DOCUMENTS = join(ROOT, 'www/tests/browser/documents')
const SEED = join(ROOT, 'tests/import/seed-wuzhong-2024.txt')
const WRONG = '[data-gouji="requests.decided.other"]'

/** @param {string[]} names */
const documents = (...names) => names.map((name) => join(DOCUMENTS, name))

/** Opens the page and waits until it has all that it will ever ask for. @param {Page} page */
async function openBench(page) {
  await page.open('workbench.html')
  const ready = () => page.requests().filter((address) => /wasm(-import)?\/gouji_bg\.wasm$/u.test(address)).length
  const end = Date.now() + 30_000
  while (ready() < 3 && Date.now() < end) await new Promise((resolve) => { setTimeout(resolve, 50) })
}

/** @param {Page} page @param {string[]} files */
async function choose(page, ...files) {
  const field = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.raw.$('#files'))
  await field.uploadFile(...files)
}

/** Drops a file of a text. @param {Page} page @param {string} name @param {string} text */
const dropText = (page, name, text) => page.evaluate((file, content) => {
  const transfer = new DataTransfer()
  transfer.items.add(new File([content], file))
  document.querySelector('#drop')?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
}, name, text)

/** Each reading of a big file takes its time on a slow machine. @param {Page} page */
async function readToTheEnd(page) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await page.waitFor(() => document.querySelector('#progress')?.textContent?.startsWith('读取'))
      return
    } catch (error) {
      if (attempt === 2) throw error
    }
  }
}

/** @param {Page} page */
const rows = (page) => page.texts('#list tbody tr')

/** @param {Page} page @param {string} state */
const panelSays = (page, state) => page.waitFor((wanted) => document.querySelector('.gouji-panel')?.getAttribute('data-state') === wanted, state)

/** Chooses the report of a row. @param {Page} page @param {string} file */
const chooseRow = (page, file) => page.evaluate((name) => {
  const row = [...document.querySelectorAll('#list tbody tr')].find((candidate) => candidate.textContent?.includes(name))
  row?.querySelector('button')?.click()
}, file)

inEachBrowser('reports of every kind are read and checked, and a file that can’t be read keeps nothing back', async (page) => {
  await openBench(page)
  await choose(page, ...documents('chengbei-2024.docx', 'old.doc', 'chengbei-2025.xlsx', 'chengnan-2024.html'), SEED)
  await readToTheEnd(page)
  const [word, legacy, excel, web, text] = await rows(page)
  assert.match(String(word), /^城北区文化局 2024 年\s*chengbei-2024\.docx\s*有错误\s*3/u)
  assert.match(String(legacy), /old\.doc\s*未能读取.*旧版 Word 文件（\.doc），请用 Word 或 WPS 打开后另存为 \.docx/u)
  assert.match(String(excel), /^城北区文化局 2025 年\s*chengbei-2025\.xlsx\s*成立\s*0/u)
  assert.match(String(web), /^城南区文化局 2024 年\s*chengnan-2024\.html\s*有错误\s*3/u)
  assert.match(String(text), /^吴忠市公安局 2024 年\s*seed-wuzhong-2024\.txt\s*有错误\s*3/u)
  await page.eventually(async () => assert.equal(await page.text('#progress'), '读取 4 份报告，3 份有错误，1 个文件未能读取。'))
})

inEachBrowser('the report that is chosen is a form: the wrong cell is marked, mended with a click, and taken back', async (page) => {
  await openBench(page)
  await choose(page, ...documents('chengbei-2024.docx'))
  await readToTheEnd(page)
  await page.waitFor((cell) => document.querySelector(cell)?.getAttribute('data-gouji-mark') === 'suspect', WRONG)
  await page.eventually(async () => assert.equal(await page.value('[data-gouji="fees.charges.amount"]'), '1204.264'))
  await page.click('.gouji-apply')
  await panelSays(page, 'consistent')
  await page.eventually(async () => assert.equal(await page.value(WRONG), '0'))
  await page.waitFor(() => /成立/u.test(document.querySelector('#list tbody tr')?.textContent ?? ''))
  await page.click('.gouji-applied button')
  await panelSays(page, 'inconsistent')
  await page.eventually(async () => assert.equal(await page.value(WRONG), '3'))
  await page.fill(WRONG, '0')
  await panelSays(page, 'consistent')
})

inEachBrowser('what was read beside the figures is checked too: rows that a document lacks, prose', async (page) => {
  await openBench(page)
  await choose(page, join(ROOT, 'tests/import/hongze_2023.txt'))
  await readToTheEnd(page)
  await panelSays(page, 'inconsistent')
  await page.eventually(async () => assert.equal(await page.text('.gouji-status'), '2 条勾稽关系不成立'))
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.querySelector('[data-gouji="requests.not_paid.person"]')), null))
  await page.eventually(async () => assert.equal((await page.texts('.absent')).length, 14))
  await page.eventually(async () => assert.match(String((await rows(page))[0]), /有错误\s*2\s*0\s*2\s*0$/u, 'two errors, two notices, every figure placed'))
  await page.eventually(async () => assert.match((await page.texts('.gouji-panel details')).join('\n'), /（六）其他处理.*各分项合并为一行填写/u))
})

inEachBrowser('each file that can’t be read is refused in a sentence that says what to do', async (page) => {
  await openBench(page)
  await dropText(page, 'empty.txt', '')
  await dropText(page, 'broken.docx', 'PK\u0003\u0004')
  await dropText(page, 'rounded.json', '{"cells":{"requests.new.person":3},"pack":"cn-gov-disclosure-2021"}')
  await dropText(page, 'nameless.json', '{"cells":{}}')
  await dropText(page, 'other.html', '<p>今天天气很好。</p>')
  await readToTheEnd(page)
  const sentences = [/文件是空的/u, /已损坏.*重新取得/u, /带引号的文本.*改正/u, /没有写明按哪一种报告核对/u, /没有找到/u]
  const refusals = await rows(page)
  assert.equal(refusals.length, sentences.length)
  sentences.forEach((sentence, index) => assert.match(String(refusals[index]), sentence))
  await page.eventually(async () => assert.equal(await page.text('#progress'), '读取 0 份报告，0 份有错误，5 个文件未能读取。'))
})

inEachBrowser('what could not be placed is listed with where and why, and its cell waits', async (page) => {
  await openBench(page)
  const text = readFileSync(SEED, 'utf8').replace(/（一）予以公开[^\n]*\n/u, '（一）予以公开 30000\n')
  assert.notEqual(text, readFileSync(SEED, 'utf8'))
  await dropText(page, 'glued.txt', text)
  await readToTheEnd(page)
  await page.eventually(async () => assert.match((await page.texts('#chosen section:last-of-type tbody tr')).join('\n'), /30000/u))
  await page.eventually(async () => assert.equal(await page.value('[data-gouji="requests.granted.person"]'), ''))
})

inEachBrowser('a PDF is read as it is', async (page) => {
  await openBench(page)
  await choose(page, join(ROOT, 'tests/import/hongze_2023.pdf'))
  await readToTheEnd(page)
  await page.eventually(async () => assert.match(String((await rows(page))[0]), /^洪泽区人民政府 2023 年\s*hongze_2023\.pdf\s*有错误\s*2/u))
})

inEachBrowser('last year’s report of the same authority is found on request, and this year’s is checked against it', async (page) => {
  await openBench(page)
  await choose(page, ...documents('chengbei-2025.xlsx', 'chengbei-2024.docx', 'chengnan-2024.html'))
  await readToTheEnd(page)
  await panelSays(page, 'consistent')
  await page.click('#chain')
  await panelSays(page, 'inconsistent')
  await page.eventually(async () => assert.match((await page.texts('.gouji-finding')).join('\n'), /上年结转应等于上一年度报告的结转下年度/u))
  await page.eventually(async () => assert.match(String((await rows(page))[0]), /有错误\s*2/u))
  await page.eventually(async () => assert.equal(await page.text('#progress'), '已为 1 份报告关联上一年的报告。'))
  await page.evaluate(() => { // and left out again by hand
    const field = /** @type {HTMLSelectElement} */ (document.querySelector('.links select'))
    field.value = ''
    field.dispatchEvent(new Event('change'))
  })
  await panelSays(page, 'consistent')
})

/** What a button lets the person keep. @param {Page} page @param {string} selector */
const download = (page, selector) => page.evaluate(async (button) => {
  /** @type {Promise<{ name: string, text: string }>} */
  const kept = new Promise((resolve) => {
    HTMLAnchorElement.prototype.click = async function keep() {
      const name = this.download
      resolve({ name, text: await (await blobs.get(this.href)?.text() ?? '') })
    }
  })
  const blobs = new Map()
  const make = URL.createObjectURL.bind(URL)
  URL.createObjectURL = (blob) => {
    const address = make(blob)
    blobs.set(address, blob)
    return address
  }
  ;/** @type {HTMLButtonElement} */ (document.querySelector(button)).click()
  return kept
}, selector)

inEachBrowser('a report is saved as a workbook with the wrong cell marked', async (page) => {
  await openBench(page)
  await choose(page, SEED)
  await readToTheEnd(page)
  await panelSays(page, 'inconsistent')
  const { name, text } = await download(page, '#save-workbook')
  assert.equal(name, '吴忠市公安局-2024-年.xlsx')
  assert.match(text, /^PK/u)
  assert.match(text, /（七）总计/u)
})

inEachBrowser('the saved record holds what was mended, and is read again', async (page) => {
  await openBench(page)
  await choose(page, SEED)
  await readToTheEnd(page)
  await panelSays(page, 'inconsistent')
  await page.fill(WRONG, '0')
  await panelSays(page, 'consistent')
  const saved = await download(page, '#save')
  assert.equal(saved.name, '吴忠市公安局-2024-年.json')
  const record = JSON.parse(saved.text)
  assert.equal(record.cells['requests.decided.other'], '0')
  assert.equal(record.cells['fees.charges.amount'], '1204.264')
  assert.equal(record.organ, '吴忠市公安局')
  await dropText(page, 'saved.json', saved.text)
  await page.waitFor(() => document.querySelectorAll('#list tbody tr').length === 2 && /成立/u.test(document.querySelectorAll('#list tbody tr')[1]?.textContent ?? ''))
})

inEachBrowser('text and a page’s own tables are pasted', async (page) => {
  await openBench(page)
  const paste = (/** @type {string} */ type, /** @type {string} */ text) => page.evaluate((kind, content) => {
    const board = new DataTransfer()
    board.setData(kind, content)
    if (kind === 'text/html') board.setData('text/plain', '没有表格')
    document.querySelector('#paste')?.dispatchEvent(new ClipboardEvent('paste', /** @type {any} */ ({
      bubbles: true, cancelable: true, clipboardData: board, dataType: kind, data: content, // Firefox takes the last two instead
    })))
  }, type, text)
  await paste('text/plain', readFileSync(SEED, 'utf8'))
  await readToTheEnd(page)
  await paste('text/html', readFileSync(join(DOCUMENTS, 'chengnan-2024.html'), 'utf8'))
  await page.waitFor(() => document.querySelector('#progress')?.textContent?.startsWith('读取 2 份报告'))
  await page.eventually(async () => assert.deepEqual((await rows(page)).map((row) => row.replace(/\s+/gu, ' ').slice(0, 15)), ['吴忠市公安局 2024 年粘贴', '城南区文化局 2024 年粘贴']))
})

inEachBrowser('the check sheet says what was checked, by what, what was found and what was changed', async (page) => {
  await openBench(page)
  await choose(page, SEED)
  await readToTheEnd(page)
  await panelSays(page, 'inconsistent')
  await page.fill('[data-gouji="requests.new.person"]', '4')
  await page.waitFor(() => (document.querySelectorAll('.gouji-panel .gouji-finding').length ?? 0) > 3)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  const sheet = await page.text('#checksheet')
  assert.match(sheet, /吴忠市公安局 2024 年.*seed-wuzhong-2024\.txt.*cn-gov-disclosure-2021 \d+\.\d+\.\d+.*gouji \d/u)
  assert.match(sheet, /3 \+ 0 \+ 0 \+ 0 \+ 0 \+ 3 = 6 ≠ 3/u)
  assert.match(sheet, /核对中改动的数字.*自然人.*3.*4/u)
  assert.match(sheet, /核对人：复核人：日期：$/u)
})

inEachBrowser('the keyboard alone is enough: choose a report, mend it', async (page) => {
  await openBench(page)
  await choose(page, ...documents('chengbei-2025.xlsx', 'chengnan-2024.html'))
  await readToTheEnd(page)
  await page.waitFor(() => document.querySelector('#list [aria-current]')?.textContent?.includes('城北区'))
  await page.focus('#list tbody tr:nth-child(2) button')
  await page.press('Enter')
  await page.waitFor(() => document.activeElement?.textContent === '城南区文化局 2024 年' && document.querySelector('.gouji-apply') !== null)
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.localName), 'h2'))
  await page.focus(WRONG)
  await page.press('Control+a')
  await page.type('0')
  await page.press('Tab')
  await panelSays(page, 'consistent')
})

inEachBrowser('in English everything is, what the readers say too', async (page) => {
  await openBench(page)
  await choose(page, ...documents('old.doc'), SEED)
  await readToTheEnd(page)
  await page.click('#language')
  await page.waitFor(() => /^1 report read, 1 with errors, 1 file/u.test(document.querySelector('#progress')?.textContent ?? ''))
  await page.eventually(async () => assert.match(String((await rows(page))[0]), /Not read.*old Word file/u))
  await page.eventually(async () => assert.equal(await page.evaluate(() => document.documentElement.lang), 'en'))
  await page.waitFor(() => document.querySelector('.gouji-status')?.textContent === '3 tie-outs fail')
})

inEachBrowser('no assistive technology is left out, and no file leaves the page', async (page) => {
  await openBench(page)
  await choose(page, ...documents('chengnan-2024.html', 'old.doc'))
  await readToTheEnd(page)
  await panelSays(page, 'inconsistent')
  assert.deepEqual(await page.accessibilityFaults(), [])
  page.forgetRequests()
  await choose(page, ...documents('chengbei-2025.xlsx'))
  await page.waitFor(() => document.querySelectorAll('#list tbody button').length === 2)
  await chooseRow(page, 'chengbei-2025.xlsx')
  await panelSays(page, 'consistent')
  assert.deepEqual(page.requests().filter((address) => !address.startsWith('blob:')), [])
})
