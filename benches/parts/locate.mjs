/** (f) Which cells are wrong: all sets of fewest changes by gouji, one set by the solvers, on the same systems. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { load } from '../../dist/node/engine.js'
import { HOT_PATHS } from '../measure/program.mjs'
import { atLeast, atMost } from '../measure/table.mjs'
import { cpSat, glpk, highs } from '../peers/solvers.mjs'
import { systems } from '../systems.mjs'

/** Wrong cells → systems, and what is aimed at: milliseconds, times as fast as the fastest solver. */
const SIZES = [{ wrong: 1, milliseconds: 0.1, faster: 20 }, { wrong: 2 }, { wrong: 3, milliseconds: 2, faster: 20 }, { wrong: 5, milliseconds: 20, faster: 4 }]
const FOLDER = fileURLToPath(new URL('../.data/', import.meta.url))
/** A step of the search; so far that few calls are needed. */
const WORK = 1_000_000

const spent = (begin) => { const { user, system } = process.cpuUsage(begin); return user + system }

/** gouji in WebAssembly, as a page uses it: the wrong figures are typed, and the search runs to its end. */
function ours(pack, addresses) {
  return (system) => {
    const session = pack.session({ cells: Object.fromEntries(addresses.map((address, cell) => [address, String(system.right[cell])])) })
    const begin = process.cpuUsage()
    for (const cell of system.wrong) session.set(addresses[cell], String(system.values[cell]))
    while (!session.locate(WORK));
    const microseconds = spent(begin)
    const result = session.result()
    session.close()
    return { microseconds, result }
  }
}

/** How many cells the smallest repairs of a result change, and in how many ways. */
const weightOf = ({ groups }) => groups.reduce((sum, { repairs }) => sum + (repairs[0]?.changes.length ?? 0), 0)
const tiesOf = ({ groups }) => groups.reduce((product, { repairs, more = 0 }) => product * (repairs.length + more), 1)

/** Whether values satisfy the identities, and how many cells they change; none where they don't. */
function changesOf(identities, given, values) {
  const sum = (cells) => cells.reduce((total, cell) => total + BigInt(values[cell]), 0n)
  const fine = values.every((value) => Number.isSafeInteger(value) && value >= 0) && identities.every(({ left, right }) => sum(left) === sum(right))
  return fine ? values.filter((value, cell) => value !== given[cell]).length : undefined
}

/** The engine by itself: microseconds for each system. */
function natively(pack, addresses, list) {
  mkdirSync(FOLDER, { recursive: true })
  const file = `${FOLDER}systems.jsonl`
  const cells = (values) => Object.fromEntries(addresses.map((address, cell) => [address, String(values[cell])]))
  const lines = list.map(({ right, values, wrong }) => JSON.stringify({ right: { cells: cells(right) }, wrong: Object.fromEntries(wrong.map((cell) => [addresses[cell], String(values[cell])])) }))
  writeFileSync(file, [JSON.stringify(pack), ...lines].join('\n'))
  const { stdout, status, stderr } = spawnSync(HOT_PATHS, ['locate_systems', file], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`gouji-hot-paths locate_systems did not work: ${stderr}`)
  return stdout.trim().split('\n').map(Number)
}

const quantile = (sorted, share) => sorted[Math.round((sorted.length - 1) * share)]

/** @param {{ systems: number }} options */
export async function run({ systems: count }) {
  const { identities, pack: text, addresses, systems: make } = systems()
  const pack = await load({ text })
  const locate = ours(pack, addresses)
  const solvers = { HiGHS: await highs(identities), 'GLPK (glpk.js)': await glpk(identities), 'OR-Tools CP-SAT': await cpSat(identities) }
  for (const system of make(3, 40)) locate(system) // warm
  const [lines, goals] = [[], []]
  for (const { wrong, milliseconds, faster } of SIZES) {
    const list = make(wrong, count)
    const samples = new Map()
    const failures = new Map()
    const note = (name, microseconds, problem) => {
      samples.set(name, [...(samples.get(name) ?? []), microseconds])
      failures.set(name, [...(failures.get(name) ?? []), ...(problem ? [problem] : [])])
    }
    let ties = []
    for (const system of list) {
      const { microseconds, result } = locate(system)
      const weight = weightOf(result)
      ties.push(tiesOf(result))
      note('gouji', microseconds, result.limited && `limited: ${result.limited}`)
      for (const [name, solver] of Object.entries(solvers)) {
        const begin = process.cpuUsage()
        let answer
        try { answer = await solver.solve(system.values) } catch (error) { answer = { optimal: false, values: [], why: String(error) } }
        const took = answer.microseconds ?? spent(begin)
        const changes = answer.optimal ? changesOf(identities, system.values, answer.values) : undefined
        const problem = changes === undefined ? 'no exact solution' : changes === weight ? '' : `${changes} changes instead of ${weight}`
        if (changes !== undefined && changes < weight) failures.get('gouji').push(`${weight} changes where ${changes} do`)
        note(name, took, problem)
      }
    }
    if (existsSync(HOT_PATHS)) natively(text, addresses, list).forEach((microseconds) => note('gouji, native', microseconds, ''))
    for (const [name, unsorted] of samples) {
      const sorted = unsorted.sort((one, two) => one - two)
      const wrongs = failures.get(name)
      lines.push({
        name: `${wrong} wrong: ${name}`, median: quantile(sorted, 0.5), low: sorted[0], high: sorted.at(-1), base: `${wrong} wrong: gouji`,
        verdict: wrongs.length === 0 ? 'right' : `wrong in ${wrongs.length} of ${count}: ${wrongs[0]}`,
        note: name === 'gouji' ? `all ties: ${quantile(ties.sort((one, two) => one - two), 0.5)} at the median, ${ties.at(-1)} at most` : '',
      })
    }
    if (milliseconds === undefined) continue
    const of = (name) => lines.find((line) => line.name === `${wrong} wrong: ${name}`)
    const fastest = Math.min(...Object.keys(solvers).map((name) => of(name).median))
    goals.push(atMost(`ms to name ${wrong} wrong, median`, of('gouji').median / 1000, milliseconds))
    goals.push(atMost(`ms to name ${wrong} wrong, worst`, of('gouji').high / 1000, 100))
    goals.push(atLeast(`the fastest solver's time to gouji's, ${wrong} wrong`, fastest / of('gouji').median, faster))
  }
  for (const solver of Object.values(solvers)) solver.close?.()
  return { title: `(f) Naming the wrong cells: 237 cells, 85 identities, ${count} systems each; CPU µs, from the quickest to the slowest`, lines, goals }
}
