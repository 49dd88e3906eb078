/**
 * The focus, and what was opened to be read, while parts of the panel are drawn anew.
 *
 * In: elements with keys, before and after. Out: the focus where it was, or as near as there is something. Must not know: what
 * is drawn.
 */
import { documentHas } from '../host.js'
import { OWN } from '../names.js'

/** @param {Element} root @returns {string | undefined} the key of what has the focus; '' where it has none, undefined where nothing of it has the focus */
export function focusedKey(root) {
  const active = documentHas('activeElement')
  return active && root.contains(active) ? active.getAttribute(OWN.key) ?? '' : undefined
}

/**
 * What had the focus has been drawn anew, or is gone.
 * @param {Element} root
 * @param {string | undefined} key
 * @param {HTMLElement} otherwise
 */
export function refocus(root, key, otherwise) {
  const active = documentHas('activeElement')
  if (key === undefined || (active && root.contains(active) && active.closest('[hidden]') === null)) return
  const same = keyed(root, key)
  // What is folded away takes no focus: what unfolds it does.
  const folded = same?.closest('details:not([open])')?.querySelector('summary')
  ;(folded ?? same ?? otherwise).focus()
}

/** @param {Element} before @param {Element} after */
export function reopen(before, after) {
  for (const summary of before.querySelectorAll(`[open] > summary[${OWN.key}]`)) {
    keyed(after, summary.getAttribute(OWN.key))?.parentElement?.setAttribute('open', '')
  }
}

/** @param {Element} within @param {string | null} key @returns {HTMLElement | undefined} */
const keyed = (within, key) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(`[${OWN.key}]`)]).find((element) => element.getAttribute(OWN.key) === key)
