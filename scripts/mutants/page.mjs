/**
 * `npm run mutants -- --www [PART…]`: Stryker on the parts of the page that need no browser, a part at a time, each with the
 * unit tests that are its own. A part that is done and hasn't changed is not done again; `--fresh` begins anew. Results stand
 * in build/mutants/www.
 *
 * PART is a script of www without its ending: template, engine/session. Prints the score and every survivor.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, ROOT, run, say } from '../command.mjs'
import { ensureNodePackages } from '../setup/node-packages.mjs'

const TOOLS = join(ROOT, 'www', 'tests', 'mutants')
const RESULTS = join(ROOT, 'build', 'mutants', 'www')

/** Each part with the unit tests that speak of it. @type {{ [part: string]: string[] }} */
const PARTS = {
  'engine/instances': ['engine', 'engine-faults', 'faults'],
  'engine/pack': ['engine', 'names'],
  'engine/quarantine': ['quarantine'],
  'engine/session': ['engine', 'names', 'faults'],
  computed: ['computed'],
  fields: ['fields', 'template'],
  figures: ['figures'],
  joining: ['grids', 'fields'],
  labels: ['labels', 'fields'],
  own: ['names'],
  pasting: ['pasting'],
  record: ['attach', 'names', 'computed'],
  saved: ['workbench', 'attach', 'panel'],
  submission: ['attach', 'names'],
  template: ['template', 'fields'],
  text: ['grids', 'labels', 'fields'],
  'view/marking': ['marking'],
}

/** @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: { line: number } } }} Mutant */

/** @param {string} part */
const testsOf = (part) => (PARTS[part] ?? []).map((name) => `www/tests/unit/${name}.test.js`).filter((file) => existsSync(join(ROOT, file)))

/** What a part's score depends on. @param {string} part */
function stateOf(part) {
  const hash = createHash('sha256')
  for (const file of [`www/${part}.js`, ...testsOf(part)]) hash.update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

/** @param {string} part @param {string} folder */
async function mutate(part, folder) {
  const configuration = join(folder, 'stryker.json')
  writeFileSync(configuration, JSON.stringify({
    mutate: [`www/${part}.js`], testRunner: 'command', commandRunner: { command: `node --test ${testsOf(part).join(' ')}` }, coverageAnalysis: 'off',
    reporters: ['json'], logLevel: 'warn', jsonReporter: { fileName: join(folder, 'report.json') }, tempDirName: join('build', 'mutants', 'sandbox'), concurrency: 2,
    ignorePatterns: ['target', 'dist', 'build', 'benches', 'fuzz', 'docs', 'src', 'examples', 'www/examples', '**/node_modules'], ignoreStatic: false,
    // Nothing is compiled; it can't read the configuration of this TypeScript.
    tsconfigFile: 'none.json', plugins: [], checkers: [], timeoutMS: 30_000, allowEmpty: true,
  }))
  if (!await run(process.execPath, [join(TOOLS, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', configuration])) {
    throw new Failure(`Stryker could not try ${part}.`)
  }
  writeFileSync(join(folder, 'state'), stateOf(part))
}

/** @param {string} part @param {string} folder */
function report(part, folder) {
  const { files } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
  const mutants = /** @type {Mutant[]} */ (Object.values(files).flatMap((file) => file.mutants))
  const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  const viable = noticed + survivors.length
  say(`\n${part}: ${noticed} of ${viable} noticed (${viable ? (100 * noticed / viable).toFixed(1) : 0} %)`)
  for (const { mutatorName, replacement, location } of survivors) say(`  survives: www/${part}.js:${location.start.line} ${mutatorName}: ${replacement?.replace(/\s+/gu, ' ').slice(0, 100)}`)
  return { noticed, viable }
}

/** @param {string[]} words */
export async function mutatePage(words) {
  const named = words.filter((word) => !word.startsWith('--'))
  const unknown = named.find((name) => PARTS[name] === undefined)
  if (unknown !== undefined) throw new Failure(`There is no part "${unknown}" here. The parts are: ${Object.keys(PARTS).join(', ')}.`)
  await ensureNodePackages(TOOLS, { what: 'Stryker' })
  const scores = []
  for (const part of named.length > 0 ? named : Object.keys(PARTS)) {
    const folder = join(RESULTS, part.replaceAll('/', '-'))
    if (words.includes('--fresh')) rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const state = join(folder, 'state')
    if (!existsSync(state) || readFileSync(state, 'utf8') !== stateOf(part)) {
      say(`\n── ${part}`)
      await mutate(part, folder)
    }
    scores.push(report(part, folder))
  }
  const [noticed, viable] = [scores.reduce((sum, score) => sum + score.noticed, 0), scores.reduce((sum, score) => sum + score.viable, 0)]
  say(`\nAltogether ${noticed} of ${viable} noticed (${(100 * noticed / viable).toFixed(1)} %)`)
}
