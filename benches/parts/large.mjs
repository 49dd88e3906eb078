/** (d) 100,000 cells under 60,010 rules: an edit costs what it costs in a small report. */
import { load } from '../../dist/node/engine.js'
import { integers } from '../peers/hand-written.mjs'
import { hyperFormula } from '../peers/libraries.mjs'
import { interleave } from '../measure/interleave.mjs'
import { atMost } from '../measure/table.mjs'
import { disclosure, large } from '../work.mjs'

const once = async (work) => {
  const begin = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(begin)
  return { value, median: user + system }
}

/** @param {{ rounds: number }} options */
export async function run({ rounds }) {
  const work = large()
  const opened = await once(() => load({ text: work.pack }))
  const pack = opened.value
  const cells = Object.fromEntries(work.addresses.map((address, cell) => [address, work.texts[cell]]))
  const full = await once(() => pack.check({ cells }))
  const again = await once(() => pack.check({ cells }))
  const session = pack.session({ cells })
  const sheet = await once(() => { const made = hyperFormula(work); made.fill(work.texts); return made })
  const hand = integers(work)
  hand.fill(work.texts)
  const small = await load('cn-gov-disclosure-2021')
  const smallWork = disclosure(small.describe())
  const smallSession = small.session({ cells: Object.fromEntries(smallWork.addresses.map((address) => [address, '0'])) })
  const typed = ['3', '41', '0', '12']
  const cell = work.addresses.indexOf('lines.r5000.b')
  const editing = (edit) => { let turn = 0; return () => { turn = (turn + 1) & 3; return edit(typed[turn]) } }
  const edits = await interleave([
    { name: 'an edit', work: editing((text) => session.set('lines.r5000.b', text)) },
    { name: 'an edit in the 200-cell report', work: editing((text) => smallSession.set('requests.granted.other', text)) },
    { name: 'an edit: JavaScript, scaled integers', work: editing((text) => hand.edit(cell, text)) },
    { name: 'an edit: HyperFormula', work: editing((text) => sheet.value.edit(cell, text)) },
  ], rounds)
  const status = full.value.status
  return {
    title: '(d) A report of 100,000 cells and 60,010 rules; CPU µs',
    lines: [
      ...edits,
      { name: 'the pack from its text', median: opened.median },
      { name: 'the first full check', median: full.median, verdict: status === 'consistent' ? 'right' : `wrong: ${status}` },
      { name: 'the same report again', median: again.median },
      { name: 'HyperFormula: load and calculate', median: sheet.median },
    ],
    goals: [atMost('an edit to one in the 200-cell report', edits[0].median / edits[1].median, 2)],
  }
}
