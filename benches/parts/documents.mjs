/** Documents as a reviewer gets them, read and checked by the command line on one core. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ARCHIVE, PROGRAM } from '../measure/program.mjs'
import { timed } from '../measure/python.mjs'
import { atLeast } from '../measure/table.mjs'

const FOLDER = fileURLToPath(new URL('../.data/', import.meta.url))
const KINDS = { html: { count: 1000, goal: 500 }, docx: { count: 300, goal: 100 }, xlsx: { count: 300, goal: 100 } }

function make(kind, count) {
  const folder = `${FOLDER}${kind}`
  const made = `${folder}.made`
  if (existsSync(made) && readFileSync(made, 'utf8') === String(count)) return folder
  const { status, stderr } = spawnSync(ARCHIVE, [kind, String(count), folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The ${kind} documents could not be made: ${stderr}`)
  writeFileSync(made, String(count))
  return folder
}

/** @param {{ rounds: number }} options */
export async function run({ rounds }) {
  const [lines, goals] = [[], []]
  for (const [kind, { count, goal }] of Object.entries(KINDS)) {
    const folder = make(kind, count)
    const samples = []
    let verdict = ''
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      const { seconds, output } = timed(`${PROGRAM} check --jobs 1 --format json ${folder}`)
      samples.push(seconds / count * 1e6)
      const results = output.trimEnd().split('\n').map((line) => JSON.parse(line))
      const read = results.filter(({ status, unplaced }) => (status === 'consistent' || status === 'inconsistent') && unplaced.length === 0)
      verdict = read.length === count ? 'right' : `wrong: ${count - read.length} of ${count} not read whole`
    }
    samples.sort((one, two) => one - two)
    const median = samples[samples.length >> 1]
    lines.push({ name: `${count} as .${kind}`, median, low: samples[0], high: samples.at(-1), verdict, note: `${Math.round(1e6 / median)} reports/s`, base: null })
    goals.push(atLeast(`.${kind} read and checked a CPU-second`, 1e6 / median, goal))
  }
  return { title: '(h) Documents read and checked, whole processes on one core; CPU µs a report', lines, goals }
}
