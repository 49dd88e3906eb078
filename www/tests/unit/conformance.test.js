/** The conformance suite with the engine in Node, as WebAssembly. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suites } from '../../../scripts/conformance.mjs'
import { run } from '../../../tests/conformance/suite.js'
import { load } from '../../engine.js'

for (const { name, suite } of suites()) {
  test(`conformance in Node: ${name}`, async () => {
    for (const { title, expected, found } of await run(suite, load)) assert.equal(found, expected, title)
  })
}
