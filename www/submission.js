/**
 * The hidden field in which the result and the reasons travel with the form.
 *
 * In: results. Out: a field kept up to date, and the reasons that came back in it. Nothing is stored: a reason outlives a
 * reload when the page posts the field and puts it back. Must not know: how a result comes about.
 */
import { all, attributeOf, create, listen, windowOf } from './host.js'

/** @import { Reason, Result } from './contract.js' */

/** What a page puts there may be anything. @param {any} value @returns {value is Reason} */
const isReason = (value) => typeof value?.reason === 'string' && typeof value.values === 'object' && value.values !== null
  && Object.values(value.values).every((text) => typeof text === 'string')

export class Submission {
  #form
  #name
  /** @type {HTMLInputElement | undefined} */
  #field
  #value = ''
  #made = false
  #stop = () => {}

  /**
   * @param {Element} form
   * @param {string | undefined} name of the field; without one, nothing travels
   * @param {() => unknown} refresh reads what a script has written: what is sent is the result of what is sent with it
   */
  constructor(form, name, refresh) {
    this.#form = form
    this.#name = name
    if (name === undefined) return
    this.#stop = listen(windowOf(form), 'formdata', ({ target, formData }) => {
      if (this.#field === undefined || this.#field.form !== target) return
      refresh()
      formData.set(name, this.#field.value)
    }, true)
  }

  /** Reasons that came back with the page, in the hidden field that it posted. @returns {{ [rule: string]: Reason }} */
  reasons() {
    const posted = this.#existing()
    if (posted === undefined) return {}
    try {
      const { justified } = JSON.parse(posted.value)
      return Object.fromEntries(Object.entries(justified ?? {}).filter(([, reason]) => isReason(reason)))
    } catch {
      return {}
    }
  }

  /** @param {Result} result @param {{ [rule: string]: Reason }} justified */
  update(result, justified) {
    if (this.#name === undefined) return
    this.#hiddenField().value = JSON.stringify({ ...result, justified })
  }

  stop() {
    this.#stop()
    if (this.#field === undefined) return
    if (this.#made) this.#field.remove()
    else this.#field.value = this.#value
  }

  #existing() {
    if (this.#name === undefined) return undefined
    return /** @type {HTMLInputElement | undefined} */ (all(this.#form, 'input').find((field) => attributeOf(field, 'name') === this.#name))
  }

  /** A page that re-renders may have dropped the field that was there. */
  #hiddenField() {
    const present = this.#field?.isConnected ? this.#field : this.#existing()
    if (this.#field === undefined && present !== undefined) this.#value = present.value
    this.#field = present ?? this.#makeField()
    return this.#field
  }

  #makeField() {
    const field = create('input')
    field.type = 'hidden'
    field.name = this.#name ?? ''
    Element.prototype.append.call(this.#form, field)
    this.#made = true
    return field
  }
}
