/** (e) An archive in one go: 100,000 reports as wide CSV, as JSON lines and as Parquet, one thread each. */
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { load } from '../../dist/node/engine.js'
import { python, script, timed } from '../measure/python.mjs'
import { atLeast } from '../measure/table.mjs'
import { PROGRAM } from '../measure/program.mjs'
import { archive, disclosure } from '../work.mjs'

const FOLDER = fileURLToPath(new URL('../.data/', import.meta.url))
/** Parquet isn't read by the command line itself: pyarrow feeds it. */
const FEED = fileURLToPath(new URL('../../examples/spark/from_parquet.py', import.meta.url))
const PEERS = { csv: ['numpy', 'pandas', 'polars', 'DuckDB'], ndjson: ['pandas', 'polars', 'DuckDB'], parquet: ['pandas', 'polars', 'DuckDB'] }

/** @param {string} name @param {Iterable<string>} lines */
async function write(name, lines) {
  const file = createWriteStream(`${FOLDER}${name}`)
  for (const line of lines) if (!file.write(`${line}\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}

/** The files of the archive, made once for a number of reports. */
async function make(work, reports) {
  const made = `${FOLDER}made`
  if (existsSync(made) && readFileSync(made, 'utf8') === String(reports)) return
  mkdirSync(FOLDER, { recursive: true })
  const { addresses, identities } = work
  writeFileSync(`${FOLDER}work.json`, JSON.stringify({ addresses, identities }))
  await write('reports.csv', (function* () {
    yield ['id', ...addresses].join()
    for (const { id, figures } of archive(work, reports)) yield [id, ...figures].join()
  })())
  await write('reports.ndjson', (function* () {
    for (const { id, figures } of archive(work, reports)) {
      yield JSON.stringify({ id, cells: Object.fromEntries(addresses.map((address, cell) => [address, String(figures[cell])])) })
    }
  })())
  timed(`${python()} ${script('convert.py')} ${FOLDER}reports.csv ${FOLDER}reports.parquet`)
  writeFileSync(made, String(reports))
}

/** How many reports break each identity, from gouji's results. */
function counted(work, lines) {
  const counts = new Map(work.identities.map(({ id }) => [id, 0]))
  for (const line of lines.trimEnd().split('\n')) {
    for (const { rule } of JSON.parse(line).findings) if (counts.has(rule)) counts.set(rule, counts.get(rule) + 1)
  }
  return [...counts.values()]
}

/** @param {{ rounds: number, reports: number }} options */
export async function run({ rounds, reports }) {
  const pack = await load('cn-gov-disclosure-2021')
  const work = disclosure(pack.describe())
  await make(work, reports)
  const expected = work.identities.map(() => 0)
  for (const { figures } of archive(work, reports)) {
    work.identities.forEach(({ left, right }, index) => {
      const sum = (cells) => cells.reduce((total, cell) => total + figures[cell], 0)
      if (sum(left) !== sum(right)) expected[index] += 1
    })
  }
  const check = (form) => `${PROGRAM} check --pack ${work.pack} --jobs 1 --${form}`
  const commands = {
    csv: `${check('csv')} < ${FOLDER}reports.csv`, ndjson: `${check('ndjson')} < ${FOLDER}reports.ndjson`,
    parquet: `${python()} ${FEED} ${FOLDER}reports.parquet | ${check('csv')}`,
  }
  const contestants = Object.entries(commands).flatMap(([form, command]) => [
    { name: `gouji, ${form}`, form, command, ours: true },
    ...PEERS[form].map((peer) => ({ name: `${peer}, ${form}`, form, ours: false, command: `${python()} ${script('contestants.py')} ${peer} ${form} ${FOLDER}` })),
  ])
  const samples = contestants.map(() => [])
  const verdicts = contestants.map(() => '')
  const turns = Math.min(rounds, 3)
  for (let round = 0; round < turns; round += 1) {
    contestants.forEach(({ command, ours }, index) => {
      const { seconds, output } = timed(command)
      samples[index].push(seconds)
      const counts = ours ? counted(work, output) : JSON.parse(output)
      verdicts[index] = counts.join() === expected.join() ? 'right' : 'wrong: other identities are broken'
    })
  }
  const lines = contestants.map(({ name, form }, index) => {
    const sorted = samples[index].sort((one, two) => one - two).map((seconds) => seconds / reports * 1e6)
    const median = sorted[sorted.length >> 1]
    return { name, median, low: sorted[0], high: sorted.at(-1), verdict: verdicts[index], note: `${Math.round(1e6 / median).toLocaleString('en')} reports/s`, base: `gouji, ${form}` }
  })
  const of = (name) => lines.find((line) => line.name === name).median
  return {
    title: `(e) ${reports.toLocaleString('en')} reports of ${work.addresses.length} cells, whole processes on one thread; CPU µs a report`,
    lines,
    goals: [
      atLeast("polars' time to gouji's, CSV", of('polars, csv') / of('gouji, csv'), 2),
      atLeast('JSON lines a CPU-second', 1e6 / of('gouji, ndjson'), 30_000),
    ],
  }
}
