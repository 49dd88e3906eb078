/** (c) Cold start: from the import to the first result, in a fresh Node each time. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { atMost } from '../measure/table.mjs'

const STARTERS = ['gouji', 'hyperformula', 'ajv', 'json-logic-engine', 'survey-core']

/** @param {{ rounds: number }} options */
export async function run({ rounds }) {
  const samples = STARTERS.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    STARTERS.forEach((name, index) => {
      const script = fileURLToPath(new URL('../measure/first-result.mjs', import.meta.url))
      const { stdout, stderr, status } = spawnSync(process.execPath, [script, name], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`${name} did not start: ${stderr}`)
      samples[index].push(Number(stdout))
    })
  }
  const lines = STARTERS.map((name, index) => {
    const sorted = samples[index].sort((one, two) => one - two)
    const at = (share) => sorted[Math.round((sorted.length - 1) * share)] * 1000
    return { name: name === 'gouji' ? 'gouji' : `${name}, import alone`, median: at(0.5), low: at(0.25), high: at(0.75) }
  })
  return {
    title: '(c) Cold start in Node, from import to the first result; wall-clock µs, the middle half',
    lines, goals: [atMost('ms to the first result', lines[0].median / 1000, 10)],
  }
}
