/**
 * Going to a cell: the page is told to open what hides it, it is scrolled into sight and takes the focus.
 *
 * In: places. Out: the focus there. What had to be lent for it is given back. Must not know: why it is gone to.
 */
import { attributeOf, dispatch, isField, listen, setAttribute } from '../host.js'
import { ATTRIBUTE, EVENT } from '../names.js'

/** @import { Place } from '../contract.js' */

export class Going {
  /** @type {Set<() => void>} */
  #borrowed = new Set()

  /** @param {Place} place */
  to({ element, focus: own }) {
    dispatch(element, new CustomEvent(EVENT.reveal, { bubbles: true, composed: true }))
    if (own) {
      own()
      return
    }
    if (!isField(element)) this.#lendFocus(element)
    element.scrollIntoView({ block: 'center', inline: 'nearest' })
    const focus = /** @type {{ focus?: (options: FocusOptions) => void }} */ (element).focus
    focus?.call(element, { preventScroll: true })
  }

  giveBack() { for (const giveBack of this.#borrowed) giveBack() }

  /** Text can take the focus only while it is looked at. @param {Element} element */
  #lendFocus(element) {
    if (attributeOf(element, ATTRIBUTE.tabIndex) !== null) return
    setAttribute(element, ATTRIBUTE.tabIndex, '-1')
    const giveBack = () => {
      setAttribute(element, ATTRIBUTE.tabIndex, null)
      stop()
      this.#borrowed.delete(giveBack)
    }
    const stop = listen(element, 'blur', giveBack)
    this.#borrowed.add(giveBack)
  }
}
