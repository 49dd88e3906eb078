/** The package in browsers and JavaScript engines of former years, as they were. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RECORDS } from '../package/records.js'
import { resultsBy, resultsInNode } from '../package/engines.js'
import { oldChromiums, oldNodes } from './engines.js'
import { visit } from './visit.js'

const FORM = '/www/tests/old/pages/form.html'
const TRANSLATED = '/dist/gouji.without-wasm.js'
const STORY = ['marked', 'repair offered', 'panel has its style', 'repaired', 'marked again']
/** These browsers run in one process, as in a container. */
const options = ['--single-process', '--no-zygote']

const expected = await resultsBy('gouji/engine')
const nodes = await oldNodes()
const chromiums = await oldChromiums()

for (const { name, program } of nodes) {
  for (const mode of /** @type {const} */ (['wasm', 'js'])) {
    test(`${name} checks alike (${mode})`, async () => {
      assert.deepEqual(await resultsInNode(program, mode), expected)
    })
  }
}

for (const { name, program } of chromiums) {
  test(`${name}: a classic script tag checks a form`, async () => {
    const { told, asked } = await visit(program, FORM, { records: RECORDS, options })
    assert.deepEqual({ story: told.story, error: told.error }, { story: STORY, error: undefined })
    assert.deepEqual(told.results, expected)
    assert.ok(!asked.includes(TRANSLATED), 'WebAssembly ran')
    assert.match(told.browser, new RegExp(`Chrome/${name.split('-')[1]}\\.`, 'u'))
  })

  test(`${name}: under script-src 'self' the build without WebAssembly takes over`, async () => {
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    const { told, asked } = await visit(program, FORM, { policy, records: RECORDS, options })
    assert.deepEqual({ story: told.story, error: told.error }, { story: STORY, error: undefined })
    assert.deepEqual(told.results, expected)
    assert.ok(asked.includes(TRANSLATED), 'WebAssembly was forbidden')
  })

  test(`${name}: where nothing runs, the form works and says that it is not checked`, async () => {
    const { told } = await visit(program, '/www/tests/old/pages/unserved.html', { missing: [TRANSLATED], options })
    assert.match(told.panel, /未检查/u)
    assert.equal(told.value, '4')
    assert.match(told.reason, /gouji\.without-wasm\.js could not be loaded/u)
  })
}
