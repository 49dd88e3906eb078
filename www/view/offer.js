/**
 * What the panel offers: blanks whose figures follow from the rest, to be filled one by one or all at once.
 *
 * In: changes. Out: elements with buttons in them. Nothing is filled without a click. Must not know: how a figure was found.
 */
import { create } from '../host.js'
import { CLASS } from '../names.js'
import { cellButton, pushButton } from './card.js'

/** @import { Change } from '../contract.js' */
/** @import { Context } from './card.js' */

const MOST_LISTED = 8

/** @param {Change[]} changes @param {Context} context */
export function offerParts(changes, context) {
  const { words, label, take } = context
  const title = create('p', CLASS.offer, words.count('offer', changes.length))
  if (changes.length > 1) title.append(' ', pushButton(CLASS.button, words.count('offer.all', changes.length), 'fill', () => take(changes)))
  const list = create('ul', CLASS.findings)
  for (const change of changes.slice(0, MOST_LISTED)) {
    const { cell, to = '' } = change
    const item = create('li', CLASS.actions)
    const button = pushButton(CLASS.button, words.say('offer.fill', { to }), `fill ${cell}`, () => take([change]))
    // Several of them say the same.
    button.title = label(cell)
    item.append(cellButton(cell, context, label(cell)), ' ', button)
    list.append(item)
  }
  if (changes.length > MOST_LISTED) list.append(create('li', undefined, '……'))
  return [title, list]
}
