/**
 * The door for a page.
 *
 * In: a form that exists, and what the page says about it. Out: a watch on it. Importing it makes
 * `<gouji-check>` known, where there is a page, and does nothing else.
 *
 * @example
 * import { attach } from 'gouji'
 * const watch = await attach(document.querySelector('form'), { pack: 'cn-gov-disclosure-2021' })
 * watch.addEventListener('change', () => console.log(watch.result.status))
 */
import { attachWith } from './attach.js'
import { defineElement } from './element.js'
import { load } from './engine.js'

/** @import { AttachOptions } from './contract.js' */
/** @import { Watch } from './watch.js' */

export { native } from './adapters/native.js'
export { load } from './engine.js'
export { Watch } from './watch.js'

/**
 * Watches a form: checks it as it is filled in, marks its cells and draws the panel.
 *
 * @param {Element | string} form the form, or any element that holds the fields, or a selector of it
 * @param {AttachOptions} [options]
 * @returns {Promise<Watch>} also when no check can be made here: then its result says `unchecked`, and so does the panel
 * @throws {TypeError} for a mistake of the page: no such form, a form that is watched already, two fields for one cell, no
 *   place for the panel
 * @throws {Error} named `GoujiError` when the pack is unknown or mistaken
 */
export function attach(form, options) { return attachWith(load, form, options) }

defineElement(attach)
