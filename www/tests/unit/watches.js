/**
 * The watches of a test, detached after it, with a console that keeps quiet; and style sheets that are there at once, since none
 * loads here. Imported by tests that attach.
 */
import { afterEach, beforeEach, mock } from 'node:test'
import { window } from './page.js'

/** @import { Watch } from '../../watch.js' */

const observer = new window.MutationObserver((records) => {
  for (const node of records.flatMap((record) => [...record.addedNodes])) if (node instanceof window.HTMLLinkElement) node.dispatchEvent(new window.Event('load'))
})
observer.observe(window.document, { childList: true, subtree: true })

/** @type {Watch[]} */
export const watches = []
beforeEach(() => {
  mock.method(console, 'error', () => {})
  mock.method(console, 'warn', () => {})
})
afterEach(() => {
  for (const watch of watches.splice(0)) watch.detach()
  mock.restoreAll()
})
