/**
 * What a person and a page's scripts do to fields, heard.
 *
 * In: a form. Out: word of what moved, until told to stop. Events are caught in the capture phase on the window, so that a
 * page which stops them is heard all the same; a poll besides, since a value that a script writes fires no event. Must not
 * know: how a field is read.
 */
import { TABLES } from './grids.js'
import { all, attributeOf, closest, contains, isElement, kindOf, listen, matches, stopEvent, windowOf } from './host.js'
import { ATTRIBUTE, CLASS } from './names.js'
import { hostOf, listenInAll, rootsIn } from './roots.js'
import { isWriting } from './writing.js'

/** @import { Heard } from './contract.js' */

const FIELDS = 'input, select, textarea'
const POLL_MILLISECONDS = 300

/**
 * @param {Element} form
 * @param {Heard} heard
 * @returns {() => void} ends it
 */
export function follow(form, heard) {
  let stop = followRoots(form, heard)
  // A frame that has loaded another document is another window.
  const reload = listen(form, 'load', (event) => {
    if (!isElement(event.target) || kindOf(event.target) !== 'iframe') return
    stop()
    stop = followRoots(form, heard)
    heard.moved()
  }, true)
  return () => { reload(); stop() }
}

/** @param {Element} form @param {Heard} heard */
function followRoots(form, heard) {
  /** The field in which a syllable is being composed: its text isn't what the person means yet. @type {Element | null} */
  let composing = null
  let stopped = false
  const roots = rootsIn(form)
  /** @param {string} type @param {(field: Element, event: Event) => void} listener */
  const on = (type, listener) => listenInAll(roots, type, (event) => {
    const target = event.composedPath()[0]
    if (isWriting()) soon()
    else if (isElement(target) && belongs(form, target)) listener(target, event)
  })
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reading
  const soon = () => {
    reading ??= setTimeout(() => {
      reading = undefined
      poll()
    })
  }
  const poll = () => { if (!stopped && composing === null) heard.edited(null, false) }
  const stops = [
    on('compositionstart', (field) => { composing = field }),
    on('compositionend', (field) => { composing = null; heard.edited(field, true) }),
    on('input', (field) => {
      if (field === composing) return
      // Scripts tell of what they write by the same event.
      heard.edited(field, matches(field, ':focus'))
      // The page's own listeners come after this one, and may write totals.
      setTimeout(poll)
    }),
    on('change', (field) => { if (field !== composing) heard.edited(field, false) }),
    on('focusin', (field) => heard.entered(field)),
    on('focusout', (field) => { composing = null; heard.left(field) }),
    on('paste', (field, event) => {
      if (kindOf(field) !== 'input') return
      const text = /** @type {ClipboardEvent} */ (event).clipboardData?.getData('text/plain')
      if (text && heard.pasted?.(field, text)) stopEvent(event)
    }),
    on('keydown', (field, event) => {
      const { key, ctrlKey, metaKey, shiftKey, altKey } = /** @type {KeyboardEvent} */ (event)
      if ((ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() === 'z' && heard.takenBack?.(field)) stopEvent(event)
    }),
    // The fields take their first values after the event.
    on('reset', () => { setTimeout(poll) }),
    ...roots.map((root) => watchNodes(root, heard)),
  ]
  const timer = setInterval(poll, POLL_MILLISECONDS)
  return () => {
    stopped = true
    clearInterval(timer)
    for (const stop of stops) stop()
  }
}

/** @param {Element} form @param {Element} element @returns {boolean} */
export function belongs(form, element) {
  if (contains(form, element)) return true
  if (matches(element, FIELDS) && attributeOf(element, 'form') !== null) return attributeOf(element, 'form') === attributeOf(form, 'id')
  const holder = hostOf(element) ?? windowOf(element).frameElement
  return isElement(holder) && holder !== element && belongs(form, holder)
}

/** Pages re-render: nodes that come or go are told once the page has finished. @param {Node} root @param {Heard} heard */
function watchNodes(root, heard) {
  const observer = new MutationObserver((records) => {
    const theirs = records.filter(({ target }) => !isElement(target) || closest(target, `.${CLASS.panel}`) === null)
    const concerned = theirs.some((record) => [...record.addedNodes, ...record.removedNodes].some(holdsPlaces))
    if (concerned) heard.moved()
  })
  observer.observe(root, { childList: true, subtree: true })
  return () => observer.disconnect()
}

/** @param {Node} node */
const holdsPlaces = (node) => isElement(node)
  && (closest(node, `${FIELDS}, ${TABLES}`) !== null || all(node, `${FIELDS}, ${TABLES}, iframe, [${ATTRIBUTE.cell}]`).length > 0
    || ['tr', 'td', 'iframe'].includes(kindOf(node)))
