/** What is said of the package is what package.json holds it to; licences are read as SPDX means them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../command.mjs'
import { sizeLimits } from '../package/sizes.mjs'
import { isMet } from '../release/licences.mjs'

test('the README gives the sizes that package.json holds the files to', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  for (const { what, most, goal } of sizeLimits()) {
    const line = `| ${what} | ${most / 1000} kB | ${goal === undefined ? '' : `${goal / 1000} kB `}|`
    assert.ok(readme.includes(line), `README.md lacks: ${line}`)
  }
})

test('the package depends on nothing at run time, and every door is typed', () => {
  const { dependencies, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  assert.equal(dependencies, undefined)
  for (const [door, target] of Object.entries(exports)) {
    if (!/\.(?:js|json|wasm|gouji)$/u.test(door)) assert.match(target.types, /\.d\.ts$/u, door)
  }
})

test('a licence is met when what it offers is allowed', () => {
  for (const fine of ['MIT', 'MIT OR GPL-3.0', 'MIT/Apache-2.0', '(MIT OR Apache-2.0) AND Unicode-3.0', 'Apache-2.0 WITH LLVM-exception']) assert.ok(isMet(fine), fine)
  for (const not of ['', 'GPL-3.0', 'MIT AND GPL-3.0', 'Apache-2.0 WITH Other-exception', '(MIT', 'GPL-3.0 OR (AGPL-3.0 AND MIT)']) assert.ok(!isMet(not), not)
})
