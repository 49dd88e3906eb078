/**
 * `npm run soak -- [--edits N] [--cycles N]`: a long sitting at the sample form in Chromium, a million edits and ten thousand
 * times attached and detached where not said. Prints what memory it took on the way. Edits are numbered: the same come again.
 */
import { giveUp, Failure, run } from './command.mjs'
import { ensureBrowsers } from './setup/browsers.mjs'
import { buildEngine } from './wasm.mjs'

/** @param {string[]} words @param {string} name @param {number} otherwise */
function numberOf(words, name, otherwise) {
  const at = words.indexOf(name)
  const number = at < 0 ? otherwise : Number(words[at + 1])
  if (!Number.isInteger(number) || number < 1) throw new Failure(`${name} wants a whole number: npm run soak -- --edits 100000 --cycles 1000`)
  return number
}

async function soak() {
  const words = process.argv.slice(2)
  const env = {
    GOUJI_BROWSERS: process.env.GOUJI_BROWSERS ?? 'chromium',
    GOUJI_SOAK_EDITS: String(numberOf(words, '--edits', 1_000_000)),
    GOUJI_SOAK_CYCLES: String(numberOf(words, '--cycles', 10_000)),
  }
  await ensureBrowsers()
  await buildEngine('development')
  if (!await run(process.execPath, ['--test', '--test-reporter=spec', 'www/tests/soak/all.js'], { env })) process.exitCode = 1
}

soak().catch(giveUp)
