/**
 * Parts of the panel that are folded away, among them one that is drawn when it is opened for the first time.
 *
 * In: a title, and what is behind it or draws it. Out: a closed element. Must not know: what is in it.
 */
import { create } from '../host.js'
import { CLASS } from '../names.js'

/** @param {string} className @param {string} title @param {...Node} contents */
export function folded(className, title, ...contents) {
  const details = create('details', className)
  details.append(create('summary', undefined, title), ...contents)
  return details
}

/**
 * @param {string} title
 * @param {(place: Element) => Promise<void>} draw
 * @param {string} failed what is said when it can't be drawn
 */
export function foldOf(title, draw, failed) {
  const details = folded(CLASS.fold, title)
  details.addEventListener('toggle', () => { draw(details).catch(() => details.append(create('p', CLASS.cause, failed))) }, { once: true })
  return details
}
