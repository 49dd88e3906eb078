/** (a) Full check of the 200-cell report from strings, and the verdicts of all, on whole numbers and with two decimals. */
import { load } from '../../dist/node/engine.js'
import { gouji } from '../peers/gouji.mjs'
import { bigjs, decimaljs, doubles, integers } from '../peers/hand-written.mjs'
import { ajv, cel, hyperFormula, jsonLogic, jsonRules, surveyJs, zen } from '../peers/libraries.mjs'
import { interleave } from '../measure/interleave.mjs'
import { atLeast, atMost } from '../measure/table.mjs'
import { disclosure, withDecimals } from '../work.mjs'

const PEERS = {
  'JavaScript, scaled integers': integers, 'JavaScript, doubles (inexact)': doubles, 'big.js': bigjs, 'decimal.js': decimaljs,
  'ajv, own keyword': ajv, 'json-logic-engine': jsonLogic, 'cel-js': cel, HyperFormula: hyperFormula,
  'zen-engine-wasm': zen, 'json-rules-engine': jsonRules, 'survey-core': surveyJs,
}

/** What a peer's answers are worth, by the exact sums. */
async function verdictOf(peer, work, exact) {
  const wrong = []
  for (const [name, texts] of work.reports) {
    const { broken } = await peer.full(texts)
    if (broken.toSorted().join() !== exact.full(texts).broken.toSorted().join()) wrong.push(name)
  }
  const texts = withDecimals(work.reports.get('consistent'))
  const { broken } = await peer.full(texts)
  const expected = exact.full(texts).broken.length
  if (broken.length !== expected) wrong.push(`${broken.length - expected} false alarms with decimals`)
  return wrong.length === 0 ? 'right' : `wrong: ${wrong.join(', ')}`
}

/** @param {{ rounds: number }} options */
export async function run({ rounds }) {
  const pack = await load('cn-gov-disclosure-2021')
  const work = disclosure(pack.describe())
  const exact = bigjs(work)
  const ours = gouji(work, pack)
  const texts = work.reports.get('consistent')
  // A check of the same figures over and over would find nothing to do: two reports take turns.
  const pair = [texts, texts.map((text) => String(Number(text) * 3))]
  const records = pair.map((figures) => ours.record(figures))
  const turns = (work) => { let turn = 0; return () => { turn ^= 1; return work(turn) } }
  const contestants = [
    { name: 'gouji', work: turns((turn) => pack.checkTexts(pair[turn])) },
    { name: 'gouji, a record by address', work: turns((turn) => pack.check(records[turn])) },
  ]
  const verdicts = [
    await verdictOf({ full: (figures) => onlyCounted(ours.inOrder(figures)) }, work, exact),
    await verdictOf({ full: (figures) => onlyCounted(ours.full(figures)) }, work, exact),
  ]
  for (const [name, make] of Object.entries(PEERS)) {
    const peer = await make(work)
    verdicts.push(await verdictOf(peer, work, exact))
    contestants.push({ name, asynchronous: peer.asynchronous, work: turns((turn) => peer.full(pair[turn])) })
  }
  const lines = (await interleave(contestants, rounds)).map((timing, index) => ({ ...timing, verdict: verdicts[index] }))
  const exactLibraries = lines.slice(3).filter(({ verdict }) => verdict === 'right').map(({ name }) => name)
  const of = (name) => lines.find((line) => line.name === name).median
  return {
    title: `(a) Full check from strings: ${work.addresses.length} cells, ${work.identities.length} identities, a test of every count; CPU µs, the middle half of the turns`,
    lines,
    goals: [
      atMost('time to that of scaled integers by hand', of('gouji') / of('JavaScript, scaled integers'), 1.5),
      atLeast("the next exact library's time to gouji's", Math.min(...exactLibraries.map(of)) / of('gouji'), 10),
    ],
  }
}

/** A fraction is no count: with decimals gouji's cells speak for themselves, and its identities are compared. */
const onlyCounted = ({ broken }) => ({ broken })
