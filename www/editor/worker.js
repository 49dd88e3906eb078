/**
 * Looks a pack through beside the page, so that typing never waits.
 *
 * In: `{ id, text, name, lang }`. Out: `{ id, report }`, or `{ id, trap }` where the program itself failed. Must not know:
 * the page.
 */
import { describeRules, lint, test } from '../author.js'

/** @import { Description, Mistake, Outcome, Remark } from '../contract.js' */
/** @typedef {{ mistakes: Mistake[], remarks: Remark[], outcomes: Outcome[], rules: Description[] }} Report */

/** @param {Mistake | Remark} said @returns {said is Mistake} */
const isMistake = (said) => 'line' in said

/** @param {{ text: string, name: string, lang: string }} wanted @returns {Promise<Report>} */
async function lookThrough({ text, name, lang }) {
  const said = await lint(text, { name, lang })
  const mistakes = said.filter(isMistake)
  if (mistakes.length > 0) return { mistakes, remarks: [], outcomes: [], rules: [] }
  const remarks = said.flatMap((each) => (isMistake(each) ? [] : [each]))
  return { mistakes, remarks, outcomes: await test(text, { name, lang }), rules: await describeRules(text, { name, lang }) }
}

self.addEventListener('message', async ({ data }) => {
  try {
    self.postMessage({ id: data.id, report: await lookThrough(data) })
  } catch (error) {
    self.postMessage({ id: data.id, trap: error instanceof Error ? error.message : String(error) })
  }
})
