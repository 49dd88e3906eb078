/**
 * The conformance suite for any JavaScript that has the engine: Node, Chromium, Firefox, whatever way the engine is built.
 *
 * In: a file of cases, as parsed; `load` of an engine, with its options. Out: what came of each case, or where it differs
 * from what the file expects, to the byte. Must not know: where files or engines come from.
 */

/** @import { Record, Result } from '../../www/contract.js' */
/** @import { load } from '../../www/engine.js' */

/**
 * @typedef {{ set: [string, string] } | { set_all: [string, string][] } | { justify: [string, string] }} Step
 * @typedef {{ title: string, record: Record, steps?: Step[], result?: Result, refusal?: string, digest?: string }} Case
 * @typedef {{ about: string, pack?: string, pack_text?: string[], lang?: string, cases: Case[] }} Suite
 * @typedef {Awaited<ReturnType<typeof load>>} Pack
 */

/** How far a step of locating goes: small, so that resuming is tried as well. */
const WORK = 5_000

/** A number for a long text (FNV-1a, 64 bits), where the text itself would fill a book. @param {string} text */
export function digestOf(text) {
  let digest = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) digest = BigInt.asUintN(64, (digest ^ BigInt(byte)) * 0x100000001b3n)
  return digest.toString(16).padStart(16, '0')
}

/** @param {Pack} pack @param {Case} each */
function edited(pack, { record, steps = [] }) {
  const session = pack.session(record)
  for (const step of steps) {
    if ('set' in step) session.set(...step.set)
    else if ('set_all' in step) session.setAll(step.set_all)
    else session.justify(...step.justify)
  }
  while (!session.locate(WORK));
  const result = session.result()
  session.close()
  return result
}

/**
 * What comes of a case: as one check, and as a report that is edited. Rows that the pack doesn't list exist only in a check.
 * @param {Pack} pack @param {Case} each
 */
function outcomesOf(pack, each) {
  const known = new Set(pack.describe().cells.map(({ address }) => address))
  const listed = Object.keys(each.record.cells).every((address) => known.has(address))
  const ways = [
    ...(each.steps ? [] : [() => pack.check(each.record)]),
    ...(each.steps || listed ? [() => edited(pack, each)] : []),
  ]
  return ways.map((way) => {
    try {
      return { result: way() }
    } catch (error) {
      if (error instanceof Error && error.name === 'GoujiError') return { refusal: error.message }
      throw error
    }
  })
}

/**
 * Runs every case of a file.
 * @param {Suite} suite
 * @param {typeof load} open
 * @param {NonNullable<Parameters<typeof load>[1]>} [options] another engine, say
 * @returns {Promise<{ title: string, expected: string, found: string }[]>} one entry for each way in which a case is run
 */
export async function run({ pack: name, pack_text: lines, lang, cases }, open, options = {}) {
  const pack = await open(lines ? { text: lines.join('\n') } : name ?? '', { ...(lang ? { lang } : {}), ...options })
  const found = cases.flatMap((each) => {
    const { title, result, refusal, digest } = each
    const expected = JSON.stringify({ result, refusal, digest })
    return outcomesOf(pack, each).map((outcome) => {
      const found = JSON.stringify(digest === undefined ? outcome : { digest: digestOf(JSON.stringify(outcome.result)) })
      return { title, expected, found }
    })
  })
  pack.close()
  return found
}
