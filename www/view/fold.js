/**
 * A part of the panel that is drawn when it is opened for the first time.
 *
 * In: its title, and what draws it. Out: a closed element. Must not know: what is in it.
 */
import { create } from '../host.js'
import { CLASS } from '../names.js'

/**
 * @param {string} title
 * @param {(place: Element) => Promise<void>} draw
 * @param {string} failed what is said when it can't be drawn
 */
export function foldOf(title, draw, failed) {
  const details = create('details', CLASS.fold)
  details.append(create('summary', undefined, title))
  let drawn = false
  details.addEventListener('toggle', () => {
    if (drawn) return
    drawn = true
    draw(details).catch(() => details.append(create('p', CLASS.cause, failed)))
  })
  return details
}
