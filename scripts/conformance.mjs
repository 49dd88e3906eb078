/**
 * `npm run conformance`: runs the suite in tests/conformance with the engine in WebAssembly; with `--write`, writes what
 * comes out into the files as what is expected, to be read before it is kept.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, ROOT, say } from './command.mjs'
import { digestOf, run } from '../tests/conformance/suite.js'
import { load } from '../www/engine.js'

/** @import { Suite } from '../tests/conformance/suite.js' */

const FOLDER = join(ROOT, 'tests', 'conformance')

/** Every file of the suite, parsed. @returns {{ name: string, suite: Suite }[]} */
export function suites() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).sort()
  return names.map((name) => ({ name, suite: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) }))
}

/** A result beyond this many characters is kept as its digest. */
const LONGEST = 50_000

/** @param {Partial<import('../tests/conformance/suite.js').Case>} outcome */
function written(outcome) {
  const text = JSON.stringify(outcome.result ?? null)
  return text.length > LONGEST ? { digest: digestOf(text) } : outcome
}

async function conformance() {
  const write = process.argv.includes('--write')
  let different = 0
  for (const { name, suite } of suites()) {
    for (const { title, expected, found } of await run(suite, load)) {
      if (expected === found) continue
      different += 1
      if (!write) say(`${name}: ${title}\n  expected ${expected}\n  found    ${found}`)
      const each = suite.cases.find((candidate) => candidate.title === title)
      if (each) Object.assign(each, { result: undefined, refusal: undefined, digest: undefined }, written(JSON.parse(found)))
    }
    if (write) writeFileSync(join(FOLDER, name), `${JSON.stringify(suite, null, 1)}\n`)
  }
  say(`${different} outcomes ${write ? 'written' : 'differ'}`)
  process.exitCode = different > 0 && !write ? 1 : 0
}

if (process.argv[1] === join(ROOT, 'scripts', 'conformance.mjs')) conformance().catch(giveUp)
