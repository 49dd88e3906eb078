/** The conformance suite with the package as it is installed: with WebAssembly, and without. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suites } from '../../../scripts/conformance.mjs'
import { run } from '../../../tests/conformance/suite.js'
import { packaged } from './engines.js'

for (const door of ['gouji/engine', 'gouji/js']) {
  test(`conformance of the package, by ${door}`, async () => {
    const { load } = await packaged(door)
    for (const { name, suite } of suites()) {
      for (const { title, expected, found } of await run(suite, load)) assert.equal(found, expected, `${name}: ${title}`)
    }
  })
}
