/**
 * Errors that hold a submission back, where the page asks for it.
 *
 * In: whether a completed check finds errors that can be mended here. Out: a submission stopped, and the fields that native
 * validity refuses. A check that isn't there yet is waited for, two seconds at most; one that can't be made never stops
 * anything. Must not know: what an error is, how it is shown.
 */
import { all, closest, contains, dispatch, isConnected, isElement, kindOf, listen, stopEvent, windowOf } from './host.js'

const PATIENCE_MILLISECONDS = 2000
const BUTTONS = 'button, input'
/** What a script asks a form, and native validity answers before any event. */
const ASKED = /** @type {const} */ (['requestSubmit', 'checkValidity', 'reportValidity'])

/** What can refuse a text by itself. @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * @typedef {object} Errors
 * @property {() => boolean} standing reads what has no event; whether there are errors now
 * @property {() => unknown} show tells the person why nothing was sent
 */

export class Holding {
  #form
  /** @type {Errors | undefined} */
  #errors
  #known = false
  /** Called when it is known whether there will be a check. @type {() => void} */
  #settle = () => {}
  #settled = new Promise((/** @type {(value: void) => void} */ resolve) => { this.#settle = resolve })
  /** The submission that has been waited for, and goes on. @type {Element | undefined} */
  #passing
  /** @type {Set<Element>} */
  #waiting = new Set()
  /** What gouji has put on a field. @type {Map<Field, string>} */
  #refused = new Map()
  #stops

  /** @param {Element} form */
  constructor(form) {
    this.#form = form
    const view = windowOf(form)
    this.#stops = [
      listen(view, 'submit', (event) => this.#submitted(event), true),
      // Native validity is asked before anything is submitted: what a script has written must have been read by then.
      listen(view, 'click', (event) => { if (this.#concerns(event.target) && closest(event.target, BUTTONS)) this.#standing() }, true),
      listen(view, 'invalid', (event) => this.#refusal(event), true),
      ...ASKED.map((name) => this.#answerFresh(name)),
    ]
  }

  /** There is a check from now on; without one, submissions pass. @param {Errors} [errors] */
  ready(errors) {
    this.#errors = errors
    this.#known = true
    if (errors === undefined) this.refuse([])
    this.#settle()
  }

  /** The fields that can't stay as they are, each with the reason. @param {[Element, string][]} fields */
  refuse(fields) {
    const wanted = new Map(fields.filter(([field]) => 'setCustomValidity' in field))
    for (const [field, text] of this.#refused) {
      if (wanted.has(field)) continue
      if (field.validationMessage === text) field.setCustomValidity('')
      this.#refused.delete(field)
    }
    for (const [element, text] of wanted) {
      const field = /** @type {Field} */ (element)
      // What the page itself refuses goes before.
      if (field.validity.customError && field.validationMessage !== this.#refused.get(field)) continue
      field.setCustomValidity(text)
      this.#refused.set(field, text)
    }
  }

  stop() {
    for (const stop of this.#stops) stop()
    this.ready()
  }

  /** A script that writes and asks in one go is answered from what it has written. @param {typeof ASKED[number]} name @returns {() => void} takes it back */
  #answerFresh(name) {
    const form = /** @type {any} */ (closest(this.#form, 'form') ?? all(this.#form, 'form')[0])
    const before = form?.[name]
    if (typeof before !== 'function') return () => {} // a field may have the name
    const value = (/** @type {unknown[]} */ ...asked) => {
      this.#standing()
      return before.apply(form, asked)
    }
    form[name] = value
    return () => {
      if (form[name] !== value) return
      delete form[name]
      if (form[name] !== before) form[name] = before // another's, that stood there
    }
  }

  /** The form itself, one inside, or the one around. @param {EventTarget | null} target @returns {target is Element} */
  #concerns(target) {
    return isElement(target) && (contains(this.#form, target) || contains(target, this.#form) || /** @type {any} */ (target).form === this.#form)
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    const form = event.target
    if (!isElement(form) || !this.#concerns(form) || form === this.#passing) return
    if (!this.#known) {
      stopEvent(event)
      void this.#wait(form, event.submitter)
    } else if (this.#standing()) {
      stopEvent(event)
      this.#errors?.show()
    }
  }

  /** A check that throws stops nothing. */
  #standing() {
    try {
      return this.#errors?.standing() ?? false
    } catch (cause) {
      console.error(cause)
      return false
    }
  }

  /** @param {Element} form @param {HTMLElement | null} submitter */
  async #wait(form, submitter) {
    if (this.#waiting.has(form)) return
    this.#waiting.add(form)
    await Promise.race([this.#settled, new Promise((resolve) => { setTimeout(resolve, PATIENCE_MILLISECONDS) })])
    this.#waiting.delete(form)
    if (this.#standing()) {
      this.#errors?.show()
      return
    }
    this.#passing = form
    try {
      submitAgain(form, submitter)
    } finally {
      this.#passing = undefined
    }
  }

  /** A field that isn't in sight can't be shown by the browser. @param {Event} event */
  #refusal(event) {
    const field = /** @type {Field} */ (event.target)
    if (!this.#refused.has(field) || field.getClientRects().length > 0) return
    event.preventDefault()
    this.#errors?.show()
  }
}

/** @param {Element} form @param {HTMLElement | null} submitter */
function submitAgain(form, submitter) {
  const { requestSubmit, submit } = HTMLFormElement.prototype
  if (kindOf(form) !== 'form') return
  // The button may have gone meanwhile.
  const button = submitter && isConnected(submitter) ? submitter : null
  if (requestSubmit) requestSubmit.call(/** @type {HTMLFormElement} */ (form), button)
  // Browsers from before 2020: the page's own listeners are asked, then it is sent.
  else if (dispatch(form, new Event('submit', { bubbles: true, cancelable: true }))) submit.call(/** @type {HTMLFormElement} */ (form))
}
