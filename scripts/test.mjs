/**
 * `npm test`: every claim that the project makes about itself, one stage each, with what they need
 * installed first. `npm test -- types browser` runs the stages named; `npm run test:all` the slow ones too.
 */
import { Failure, giveUp, say } from './command.mjs'
import { ensureNodePackages } from './setup/node-packages.mjs'
import { ensureRust } from './setup/rust.mjs'

/** @import { Stage } from './test/stages.mjs' */

/** @param {string[]} wanted */
async function chosenStages(wanted) {
  // Some stages need npm's packages as soon as they are read, which a fresh clone has only now.
  const { STAGES } = await import('./test/stages.mjs')
  const names = wanted.filter((word) => !word.startsWith('-'))
  const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name))
  if (unknown) throw new Failure(`There is no stage "${unknown}". The stages are: ${STAGES.map(({ name }) => name).join(', ')}.`)
  if (names.length > 0) return STAGES.filter((stage) => names.includes(stage.name))
  return STAGES.filter((stage) => !stage.slow || wanted.includes('--all'))
}

/** A stage that couldn't even begin is a failure among the others. @param {unknown} error */
function failedStage(error) {
  say(error instanceof Failure ? error.message : `${error instanceof Error ? error.stack : error}`)
  return { passed: 0, failed: 1 }
}

/** @param {Stage} stage */
async function resultOf({ claim, run }) {
  const from = Date.now()
  const counts = await run().catch(failedStage)
  return { claim, ...counts, seconds: Math.round((Date.now() - from) / 1000) }
}

async function test() {
  const begin = Date.now()
  ensureRust()
  await ensureNodePackages()
  const stages = await chosenStages(process.argv.slice(2))

  const results = []
  /** @type {Map<Stage, ReturnType<typeof resultOf>>} */
  const begun = new Map()
  for (const stage of stages) {
    say(`\n── ${stage.claim}`)
    results.push(await (begun.get(stage) ?? resultOf(stage)))
    // What leaves a core idle is begun when the first stage has installed its tools, and waited for in its place.
    if (results.length === 1) for (const other of stages.slice(1).filter(({ early }) => early)) begun.set(other, resultOf(other))
  }

  say('')
  for (const { claim, passed, failed, seconds } of results) {
    say(`${failed ? '✗' : '✓'} ${claim} (${failed ? `${failed} of ${passed + failed} failed` : passed}, ${seconds} s)`)
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  say(`\nafter ${Math.round((Date.now() - begin) / 1000)} s`)
  say(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}

test().catch(giveUp)
