/** The package that `npm run build` made, used as those who install it use it: by its names, with nothing beside it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../../scripts/command.mjs'
import { inEachBrowser } from '../browser/driver.js'

/** By the exports map, and unknown to the type checker, which runs before there is a package. @param {string} name */
const packaged = (name) => import(name)

/** @type {{ [address: string]: string }} a row whose total is 4 where its parts make 3 */
const CELLS = Object.fromEntries(
  ['3', '0', '0', '0', '0', '0', '4'].map((figure, index) => [
    `requests.new.${['person', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'][index]}`,
    figure,
  ]),
)

test('the engine runs in Node, from its bytes alone', async () => {
  const { load } = await packaged('gouji/engine')
  const pack = await load('cn-gov-disclosure-2021')
  const result = pack.check({ cells: CELLS })
  assert.equal(result.status, 'inconsistent')
  assert.ok(result.findings.some((/** @type {{ rule: string }} */ finding) => finding.rule === 'requests.new.total:columns'))
})

test('importing the page’s door where there is no page does nothing', async () => {
  const door = await packaged('gouji')
  assert.equal(typeof door.attach, 'function')
})

test('a published report is read and checked in Node: its one wrong cell and what belongs there', async () => {
  const { read } = await packaged('gouji/import')
  const { load } = await packaged('gouji/engine')
  const [record] = await read(readFileSync(join(ROOT, 'tests/import/seed-wuzhong-2024.txt')))
  const result = (await load(record.pack)).check(record)
  const errors = result.findings.filter((/** @type {{ level: string }} */ finding) => finding.level === 'error')
  assert.equal(errors.length, 3)
  assert.deepEqual(result.groups[0].repairs[0].changes, [{ cell: 'requests.decided.other', from: '3', to: '0' }])
})

test('a pack is looked through in Node: its mistake, where it stands and what may be meant', async () => {
  const { lint } = await packaged('gouji/author')
  const [mistake, ...others] = await lint('report x "表"\nfigures\n  a "甲" cuont\n', { name: 'x.gouji' })
  assert.deepEqual(others, [])
  assert.deepEqual([mistake.file, mistake.line, mistake.column, mistake.suggestion], ['x.gouji', 3, 9, 'count'])
})

inEachBrowser('one tag checks a form, and asks for nothing else', async (page) => {
  await page.open('www/tests/package/pages/one-tag.html', { folder: '.' })
  await page.waitFor(() => document.querySelector('[aria-invalid="true"]') !== null)
  const asked = page.requests().map((address) => new URL(address).pathname).filter((path) => path !== '/favicon.ico')
  assert.deepEqual(asked, ['/www/tests/package/pages/one-tag.html', '/dist/gouji.js'])
  await page.fill('#total', '3')
  await page.waitFor(() => document.querySelector('[aria-invalid="true"]') === null)
})

inEachBrowser('the panel has its style without a file of its own', async (page) => {
  await page.open('www/tests/package/pages/one-tag.html', { folder: '.' })
  await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
  const adopted = await page.evaluate(() => document.adoptedStyleSheets.map((sheet) => sheet.cssRules.length))
  assert.equal(adopted.length, 1)
  assert.ok(adopted[0] > 10)
})

test('what plain tags load is ASCII alone, which a page in GBK reads alike', () => {
  for (const name of ['gouji.classic.js', 'gouji.without-wasm.js', 'gouji.css']) {
    const text = readFileSync(join(ROOT, 'dist', name), 'latin1')
    assert.equal(/[^\x00-\x7f]/u.exec(text)?.index, undefined, name)
  }
})
