/**
 * What happens when the form is sent: the result travels with it, and, if the page asks for it, errors hold it back.
 *
 * In: results. Out: a hidden field kept up to date; a submission stopped while a completed check finds errors. Never waits
 * for anything: a check that isn't complete lets the submission pass. Must not know: how errors are shown.
 */
import { all, attributeOf, create, listen } from './host.js'

/** @import { AttachOptions, Finding, Reason, Result } from './contract.js' */

export class Submission {
  #form
  #block
  #send
  /** @type {Element | undefined} */
  #field
  #value = ''
  #made = false
  /** @type {() => void} */
  #stop = () => {}

  /** @param {Element} form @param {AttachOptions} options */
  constructor(form, { block = false, send }) {
    this.#form = form
    this.#block = block
    this.#send = send
  }

  /** Reasons that came back with the page, in the hidden field that it posted. @returns {{ [rule: string]: Reason }} */
  reasons() {
    const posted = this.#existing()
    if (posted === undefined) return {}
    try {
      const { justified } = JSON.parse(posted.value)
      return justified !== null && typeof justified === 'object' ? justified : {}
    } catch {
      return {}
    }
  }

  /**
   * @param {() => Result} refresh reads what has no event
   * @param {(finding: Finding) => boolean} mendable whether a person can do something about it on this page
   * @param {() => void} held tells the person why nothing was sent
   */
  follow(refresh, mendable, held) {
    if (!this.#block && this.#send === undefined) return
    this.#stop = listen(this.#form, 'submit', (event) => {
      const { status, findings } = refresh()
      if (!this.#block || status !== 'inconsistent' || !findings.some((finding) => finding.level === 'error' && mendable(finding))) return
      Event.prototype.preventDefault.call(event)
      Event.prototype.stopImmediatePropagation.call(event)
      held()
    }, true)
  }

  /** @param {Result} result @param {{ [rule: string]: Reason }} justified */
  update(result, justified) {
    if (this.#send === undefined) return
    const field = this.#hiddenField(this.#send)
    field.value = JSON.stringify({ ...result, justified })
  }

  stop() {
    this.#stop()
    const field = /** @type {HTMLInputElement | undefined} */ (this.#field)
    if (field === undefined) return
    if (this.#made) field.remove()
    else field.value = this.#value
  }

  #existing() {
    if (this.#send === undefined) return undefined
    return /** @type {HTMLInputElement | undefined} */ (all(this.#form, 'input').find((field) => attributeOf(field, 'name') === this.#send))
  }

  /** @param {string} name */
  #hiddenField(name) {
    const present = /** @type {HTMLInputElement | undefined} */ (this.#field) ?? this.#existing()
    if (this.#field === undefined && present !== undefined) this.#value = present.value
    const field = present ?? this.#makeField(name)
    this.#field = field
    return field
  }

  /** @param {string} name */
  #makeField(name) {
    const field = create('input')
    field.type = 'hidden'
    field.name = name
    Element.prototype.append.call(this.#form, field)
    this.#made = true
    return field
  }
}
