/**
 * What is left of a repair when the page itself makes the rest of it, in words.
 *
 * In: a repair, of which the changes are left that a person makes. Out: its sentence. Must not know: which cells a page
 * computes.
 */

/** @import { Change, Repair } from '../contract.js' */
/** @import { Words } from './words.js' */

/**
 * @param {Repair} repair
 * @param {{ words: Words, label: (address: string) => string }} view
 */
export function remaining({ changes, resolves }, view) {
  const { words } = view
  const said = (/** @type {Change} */ { cell, from, to = '' }) => words.say(to === '' ? 'change.open' : 'change', { cell: view.label(cell), from: from || words.say('blank'), to })
  const resolved = resolves.length === 0 ? words.say('resolved.none') : words.count('resolved', resolves.length)
  return words.say('rest', { changes: words.join(changes.map(said)), resolved })
}
