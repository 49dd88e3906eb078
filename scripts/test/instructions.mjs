/**
 * The engine's hot paths under an instruction counter, beside what was counted when the record was made: a change that
 * makes one of them dearer by more than 2 in 100 has to say so, by renewing the record.
 *
 * Instructions come out alike however busy the machine is, but for the seed of hash tables, which each process draws anew,
 * and with it the state of the heap: what asks for memory is called often, and the least of several processes is compared.
 * They depend on the compiler, so there is a record for each that somebody has measured with. `node scripts/instructions.mjs`
 * renews the one of this machine.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { endOfLog, Failure, findProgram, outputOf, ROOT, run, say } from '../command.mjs'

const RECORD = join(ROOT, 'benches', 'instructions.json')
const TARGET = join(ROOT, 'target')
/** Scenario → the function that is counted, and how often it is called. */
const PATHS = {
  edit: { counted: 'edit', times: 8 },
  edit_in_5000: { counted: 'edit', times: 8 },
  full_check: { counted: 'full_check', times: 8 },
  at_a_glimpse: { counted: 'at_a_glimpse', times: 8 },
  line_in_line_out: { counted: 'line_in_line_out', times: 60 },
  name_one_wrong: { counted: 'name_one_wrong', times: 8 },
}
/** Processes of which the least count is taken. */
const RUNS = 5
/** The share by which a count may differ from the record. */
const TOLERANCE = 0.02

/** What counts depend on. */
function compiler() {
  const rust = outputOf('rustc', ['-V']) ?? ''
  return `${rust}, ${outputOf('rustc', ['-vV'])?.match(/host: (.*)/)?.[1] ?? ''}`
}

/**
 * @param {string} program
 * @param {string} path
 * @param {{ counted: string, times: number }} how
 * @returns {number} instructions of one call
 */
const least = (program, path, how) => Math.min(...Array.from({ length: RUNS }, () => count(program, path, how)))

/**
 * @param {string} program
 * @param {string} path
 * @param {{ counted: string, times: number }} how
 * @returns {number} instructions of one call, in one process
 */
function count(program, path, { counted, times }) {
  const args = [
    '--tool=callgrind', '--callgrind-out-file=/dev/null', '--collect-atstart=no', `--toggle-collect=gouji_hot_paths::${counted}`,
    program, path, String(times),
  ]
  const { stderr, status } = spawnSync('valgrind', args, { encoding: 'utf8' })
  const collected = Number(/Collected : (\d+)/.exec(stderr)?.[1])
  if (status !== 0 || !(collected > 0)) throw new Failure(`valgrind did not count ${path}:\n${stderr}`)
  return Math.round(collected / times)
}

/** @returns {Promise<{ [path: string]: number }>} instructions of one call of each hot path */
async function measure() {
  const args = ['build', '--release', '--quiet', '--manifest-path', 'benches/native/Cargo.toml', '--target-dir', TARGET]
  // Flags of this machine would make another program of it.
  const fine = await run('cargo', args, { quiet: true, env: { RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: undefined } })
  if (!fine) throw new Failure(`${endOfLog()}\nThe hot paths could not be built; the lines above say why.`)
  const program = join(TARGET, 'release', 'gouji-hot-paths')
  return Object.fromEntries(Object.entries(PATHS).map(([path, how]) => [path, least(program, path, how)]))
}

/** @returns {{ [compiler: string]: { [path: string]: number } }} */
const recorded = () => (existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {})

/** @returns {Promise<import('./counts.mjs').Counts>} */
export async function checkInstructions() {
  const known = recorded()[compiler()]
  if (findProgram('valgrind') === undefined) {
    say('Instructions are not counted: valgrind is not installed (apt-get install valgrind).')
    return { passed: 0, failed: 0 }
  }
  if (known === undefined) {
    say(`Instructions are not compared: there is no record for ${compiler()}. To make one: node scripts/instructions.mjs`)
    return { passed: 0, failed: 0 }
  }
  const counts = { passed: 0, failed: 0 }
  for (const [path, instructions] of Object.entries(await measure())) {
    const before = known[path] ?? 0
    const change = instructions / before - 1
    const fine = Math.abs(change) <= TOLERANCE
    counts[fine ? 'passed' : 'failed'] += 1
    const percent = `${change < 0 ? '−' : '+'}${Math.abs(change * 100).toFixed(1)} %`
    say(`${fine ? '✓' : '✗'} ${path}: ${instructions.toLocaleString('en')} instructions, ${before.toLocaleString('en')} in the record (${percent})`)
  }
  if (counts.failed > 0) say('A change that is meant is recorded with: node scripts/instructions.mjs')
  return counts
}

/** Writes down what is counted now for this compiler. */
export async function recordInstructions() {
  if (findProgram('valgrind') === undefined) throw new Failure('Counting takes valgrind. Install it with: apt-get install valgrind')
  const record = { ...recorded(), [compiler()]: await measure() }
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`)
  say(`${RECORD} has these counts for ${compiler()}:`)
  for (const [path, instructions] of Object.entries(record[compiler()] ?? {})) say(`  ${path}: ${instructions.toLocaleString('en')}`)
}
