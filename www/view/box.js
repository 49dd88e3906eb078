/**
 * Where an element is seen: in pixels of this page's window, whatever scrolls or frames it.
 *
 * In: an element, also of a frame of the same origin. Out: the part of it that is in sight. Must not know: marks.
 */
import { isElement, kindOf, styleOf, windowOf } from '../host.js'
import { outside } from '../roots.js'

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** @param {Element} element @returns {Box | null} `null` where nothing of it is in sight */
export function boxOf(element) {
  let { left, top, right, bottom } = rectOf(element)
  for (let around = aroundOf(element); around !== null; around = aroundOf(around.element)) {
    const frame = rectOf(around.element)
    if (around.framed) {
      left += frame.left + around.element.clientLeft
      right += frame.left + around.element.clientLeft
      top += frame.top + around.element.clientTop
      bottom += frame.top + around.element.clientTop
    } else if (!clips(around.element)) continue
    left = Math.max(left, frame.left)
    right = Math.min(right, frame.right)
    top = Math.max(top, frame.top)
    bottom = Math.min(bottom, frame.bottom)
  }
  return right > left && bottom > top ? { left, top, right, bottom } : null
}

/** The next element outwards, through shadow roots and frames. @param {Element} element @returns {{ element: Element, framed: boolean } | null} */
function aroundOf(element) {
  const around = outside(element)
  if (around) return { element: around, framed: false }
  const frame = windowOf(element).frameElement
  return isElement(frame) ? { element: frame, framed: true } : null
}

/** The root's own overflow is the window's. @param {Element} element */
function clips(element) {
  if (['html', 'body'].includes(kindOf(element))) return false
  return styleOf(element).overflow !== 'visible'
}

/** @param {Element} element @returns {DOMRect} */
const rectOf = (element) => Element.prototype.getBoundingClientRect.call(element)
