/**
 * The worker, as the page speaks to it: of the texts that wait, only the newest is looked through.
 *
 * In: a pack's text. Out: what there is to say of it, or nothing where a newer one came. Must not know: what is drawn.
 */

/** @import { Report } from './worker.js' */

const ADDRESS = new URL('./worker.js', import.meta.url).href

/** A strict page lets a worker start only from an address that a policy has passed. @returns {string} */
function workerAddress() {
  const { trustedTypes } = /** @type {any} */ (globalThis)
  if (trustedTypes === undefined) return ADDRESS
  return trustedTypes.createPolicy('editor', { createScriptURL: (/** @type {string} */ url) => (url === ADDRESS ? url : '') }).createScriptURL(ADDRESS)
}

/** @typedef {{ text: string, name: string, lang: string }} Wanted */

export class Desk {
  #worker = new Worker(workerAddress(), { type: 'module' })
  #answered
  #failed
  #last = 0
  #busy = false
  /** @type {Wanted | undefined} */
  #next

  /** @param {(report: Report) => void} answered @param {(reason: string) => void} failed */
  constructor(answered, failed) {
    this.#answered = answered
    this.#failed = failed
    this.#worker.addEventListener('message', ({ data }) => this.#take(data))
    this.#worker.addEventListener('error', (event) => {
      this.#busy = false
      failed(event.message)
    })
  }

  /** @param {Wanted} wanted */
  ask(wanted) {
    this.#next = wanted
    if (!this.#busy) this.#send()
  }

  #send() {
    const wanted = this.#next
    if (wanted === undefined) return
    this.#next = undefined
    this.#busy = true
    this.#last += 1
    this.#worker.postMessage({ id: this.#last, ...wanted })
  }

  /** @param {{ id: number, report?: Report, trap?: string }} data */
  #take({ report, trap }) {
    this.#busy = false
    if (this.#next !== undefined) this.#send()
    else if (report !== undefined) this.#answered(report)
    else this.#failed(trap ?? '')
  }
}
