/** (b) One edit from a string, the border crossed. */
import { load } from '../../dist/engine.js'
import { gouji } from '../peers/gouji.mjs'
import { bigjs, integers } from '../peers/hand-written.mjs'
import { hyperFormula } from '../peers/libraries.mjs'
import { interleave } from '../measure/interleave.mjs'
import { atLeast, atMost } from '../measure/table.mjs'
import { disclosure } from '../work.mjs'

/** @param {{ rounds: number }} options */
export async function run({ rounds }) {
  const pack = await load('cn-gov-disclosure-2021')
  const work = disclosure(pack.describe())
  const texts = work.reports.get('consistent')
  const cell = work.addresses.indexOf('requests.granted.other')
  const typed = ['3', '41', '0', '12']
  const peers = { gouji: gouji(work, pack), 'JavaScript, scaled integers': integers(work), 'big.js': bigjs(work), HyperFormula: hyperFormula(work) }
  const contestants = Object.entries(peers).map(([name, peer]) => {
    if (peer.fill) peer.fill(texts)
    else peer.full(texts)
    let turn = 0
    return { name, work: () => { turn = (turn + 1) & 3; return peer.edit(cell, typed[turn]) } }
  })
  const lines = await interleave(contestants, rounds)
  const of = (name) => lines.find((line) => line.name === name).median
  return {
    title: '(b) One edit from a string, with its verdict; CPU µs',
    lines,
    goals: [atMost('µs for an edit', of('gouji'), 0.5), atLeast("HyperFormula's time to gouji's", of('HyperFormula') / of('gouji'), 50)],
  }
}
