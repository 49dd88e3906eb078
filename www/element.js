/**
 * `<gouji-check pack for="#form">`: a form watched for as long as the element is in the page, with the panel inside it.
 *
 * In: attributes; `options` for what no attribute can say. Out: a watch. A mistake is told in the console and the page goes
 * on. Must not know: what attaching does.
 */
import { attributeOf, closest, listen } from './host.js'
import { ELEMENT, TAG } from './names.js'
import { optionsOf } from './script.js'

/** @import { AttachOptions } from './contract.js' */
/** @import { Watch } from './watch.js' */

/** @typedef {(form: Element | string, options: AttachOptions) => Promise<Watch>} Attach */

const ATTRIBUTES = Object.values(TAG).map((name) => name.slice('data-'.length).replace('form', 'for'))

/** Makes the element known, where there is a page and no other copy of gouji has. @param {Attach} attach */
export function defineElement(attach) {
  if (typeof customElements === 'undefined' || customElements.get(ELEMENT)) return
  customElements.define(ELEMENT, class extends HTMLElement {
    /** @type {AbortController | undefined} */
    #present
    /** @type {AttachOptions} */
    #options = {}
    /** What watches the form, once it does. @type {Watch | undefined} */
    watch

    static get observedAttributes() { return ATTRIBUTES }

    /** Options of `attach` that no attribute can say. */
    get options() { return this.#options }
    set options(options) {
      this.#options = options
      this.#begin()
    }

    connectedCallback() { this.#begin() }

    disconnectedCallback() { this.#end() }

    attributeChangedCallback() { this.#begin() }

    #end() {
      this.#present?.abort()
      this.#present = undefined
      this.watch = undefined
    }

    /** Several changes in one go begin one watch. */
    #begin() {
      this.#end()
      if (!this.isConnected) return
      const present = new AbortController()
      this.#present = present
      const start = () => Promise.resolve().then(() => (present.signal.aborted ? undefined : this.#attach(present.signal)))
        .catch((mistake) => console.error(mistake))
      // The form may stand further down in a page that is still being read.
      if (document.readyState === 'loading') listen(document, 'DOMContentLoaded', start)
      else start()
    }

    /** @param {AbortSignal} signal */
    async #attach(signal) {
      const form = attributeOf(this, 'for') ?? closest(this, 'form') ?? 'form'
      const watch = await attach(form, { panel: this, ...optionsOf(this, (name) => name.slice('data-'.length)), ...this.#options, signal })
      if (!signal.aborted) this.watch = watch
    }
  })
}
