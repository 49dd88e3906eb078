/** The package in a fresh project, built by a bundler as it comes: one file, with nothing beside it. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { build } from 'esbuild'
import { ROOT } from '../../../scripts/command.mjs'
import { inEachBrowser } from '../browser/driver.js'

const FOLDER = join('build', 'bundled')
const project = join(ROOT, FOLDER)
rmSync(project, { recursive: true, force: true })
mkdirSync(join(project, 'node_modules'), { recursive: true })
symlinkSync(ROOT, join(project, 'node_modules', 'gouji'), 'dir')
after(() => { rmSync(project, { recursive: true, force: true }) })

const ROW = ['person', 'business', 'research', 'nonprofit', 'legal', 'other', 'total']
const FIELDS = ROW.map((column, index) => `<input id="${column}" data-gouji="requests.new.${column}" value="${[3, 0, 0, 0, 0, 0, 4][index]}">`)

/** @param {string} name @param {string} source @param {import('esbuild').BuildOptions} options */
async function bundle(name, source, options) {
  writeFileSync(join(project, `${name}.src.js`), source)
  const { metafile } = await build({
    absWorkingDir: project, entryPoints: [`${name}.src.js`], outfile: name, bundle: true, metafile: true, logLevel: 'silent', ...options,
  })
  return Object.values(metafile?.inputs ?? {}).flatMap(({ imports }) => imports)
}

const PAGE = "import { attach } from 'gouji'\nattach('#report', { pack: 'cn-gov-disclosure-2021' })\n"

test('nothing is split off that a bundler of a single file would have to keep', async () => {
  const imports = await bundle('page.js', PAGE, { format: 'iife' })
  assert.ok(imports.length > 0)
  assert.deepEqual(imports.filter(({ kind, external }) => kind === 'dynamic-import' && !external), [])
})

inEachBrowser('a form is checked by a plain script that a bundler made', async (page) => {
  await bundle('page.js', PAGE, { format: 'iife' })
  writeFileSync(join(project, 'index.html'), `<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<title>填报</title>\n<link rel="icon" href="data:,">\n<form id="report">${FIELDS.join('\n')}</form>\n<script src="page.js"></script>\n</html>\n`)
  await page.open('index.html', { folder: FOLDER })
  await page.waitFor(() => document.querySelector('#total')?.getAttribute('aria-invalid') === 'true')
  await page.fill('#total', '3')
  await page.waitFor(() => document.querySelector('[aria-invalid="true"]') === null)
})

const SERVER = `import { load } from 'gouji/engine'
load('cn-gov-disclosure-2021').then((pack) => console.log(pack.check({ cells: { 'requests.new.person': '3' } }).status))
`
for (const [format, name] of /** @type {const} */ ([['esm', 'server.mjs'], ['cjs', 'server.cjs']])) {
  for (const conditions of [undefined, ['node']]) {
    test(`a server's bundle checks where it is carried to (${format}${conditions ? ', as Node resolves it' : ''})`, async () => {
      await bundle(name, SERVER, { format, platform: 'node', ...(conditions ? { conditions } : {}) })
      const elsewhere = mkdtempSync(join(tmpdir(), 'gouji-'))
      copyFileSync(join(project, name), join(elsewhere, name))
      assert.equal(execFileSync(process.execPath, [join(elsewhere, name)], { encoding: 'utf8' }).trim(), 'incomplete')
      rmSync(elsewhere, { recursive: true })
    })
  }
}
