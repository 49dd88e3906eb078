/** (b) One edit from a string, the border crossed. */
import { load } from '../../dist/node/engine.js'
import { gouji } from '../peers/gouji.mjs'
import { bigjs, decimaljs, doubles, integers } from '../peers/hand-written.mjs'
import { ajv, cel, hyperFormula, jsonLogic, jsonRules, surveyJs, zen } from '../peers/libraries.mjs'
import { interleave } from '../measure/interleave.mjs'
import { atLeast, atMost } from '../measure/table.mjs'
import { disclosure, withDecimals } from '../work.mjs'

const PEERS = {
  'JavaScript, scaled integers': integers, 'JavaScript, doubles (inexact)': doubles, 'big.js': bigjs, 'decimal.js': decimaljs,
  'json-logic-engine': jsonLogic, 'cel-js': cel, HyperFormula: hyperFormula, 'ajv, own keyword': ajv, 'zen-engine-wasm': zen,
  'json-rules-engine': jsonRules, 'survey-core': surveyJs,
}
const TYPED = ['3', '41', '0', '12']

/** What a peer says after edits, beside exact sums; the last report has decimals. */
async function verdictOf(peer, ours, work, cell) {
  const report = work.reports.get('consistent')
  const wrong = []
  for (const [name, texts] of [['whole numbers', report], ['decimals', withDecimals(report)]]) {
    const exact = bigjs(work)
    await (peer.fill ?? peer.full)(texts)
    exact.full(texts)
    for (const text of [...TYPED, texts[cell]]) {
      const expected = exact.edit(cell, text)
      const said = await peer.edit(cell, text)
      const count = ours ? ours.broken().length : said
      if (count !== expected) { wrong.push(name); break }
    }
  }
  return wrong.length === 0 ? 'right' : `wrong with ${wrong.join(', ')}`
}

/** @param {{ rounds: number }} options */
export async function run({ rounds }) {
  const pack = await load('cn-gov-disclosure-2021')
  const work = disclosure(pack.describe())
  const texts = work.reports.get('consistent')
  const cell = work.addresses.indexOf('requests.granted.other')
  const contestants = []
  const verdicts = []
  for (const [name, make] of Object.entries({ gouji: (given) => gouji(given, pack), ...PEERS })) {
    const peer = await make(work)
    verdicts.push(await verdictOf(peer, name === 'gouji' ? peer : undefined, work, cell))
    await (peer.fill ?? peer.full)(texts)
    let turn = 0
    contestants.push({ name, asynchronous: peer.asynchronous, work: () => { turn = (turn + 1) & 3; return peer.edit(cell, TYPED[turn]) } })
  }
  const lines = (await interleave(contestants, rounds)).map((timing, index) => ({ ...timing, verdict: verdicts[index] }))
  const of = (name) => lines.find((line) => line.name === name).median
  return {
    title: '(b) One edit from a string, with its verdict; CPU µs, the middle half of the turns',
    lines,
    goals: [atMost('µs for an edit', of('gouji'), 0.5), atLeast("HyperFormula's time to gouji's", of('HyperFormula') / of('gouji'), 50)],
  }
}
