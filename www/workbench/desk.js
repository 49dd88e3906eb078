/**
 * The worker, as the page speaks to it: one task after another, in the order of asking.
 *
 * In: documents, records. Out: readings, results, refusals as sentences. Must not know: what is drawn.
 */

import { ADDRESS, KIND } from './address.js'

/** @import { Record, Result } from '../contract.js' */
/** @import { Reading } from './worker.js' */

/** Why a document was not read, in a sentence for the person. */
export class Refusal extends Error {}


/** A strict page lets a worker start only from an address that a policy has passed. @returns {string} */
function workerAddress() {
  const { trustedTypes } = /** @type {any} */ (globalThis)
  if (trustedTypes === undefined) return ADDRESS
  return trustedTypes.createPolicy('workbench', { createScriptURL: (/** @type {string} */ url) => (url === ADDRESS ? url : '') }).createScriptURL(ADDRESS)
}

export class Desk {
  #worker = new Worker(workerAddress(), { type: KIND })
  /** @type {Map<number, { resolve: (answer: any) => void, reject: (reason: Error) => void }>} */
  #waiting = new Map()
  #last = 0

  constructor() {
    this.#worker.addEventListener('message', ({ data }) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if (data.refusal !== undefined) waiting?.reject(new Refusal(data.refusal))
      else if (data.trap !== undefined) waiting?.reject(new Error(data.trap))
      else waiting?.resolve(data.answer)
    })
    this.#worker.addEventListener('error', (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message))
      this.#waiting.clear()
    })
  }

  /** Loads all that reading and checking need. @param {string} lang @returns {Promise<void>} */
  prepare(lang) { return this.#ask({ task: 'prepare', lang }) }

  /**
   * @param {ArrayBuffer | string} document bytes go over to the worker
   * @param {{ name?: string, lang: string }} options
   * @returns {Promise<Reading[]>}
   * @throws {Refusal}
   */
  read(document, options) {
    return this.#ask({ task: 'read', document, ...options }, typeof document === 'string' ? [] : [document])
  }

  /** @param {Record} record @param {string} lang @returns {Promise<Result | null>} @throws {Refusal} */
  check(record, lang) { return this.#ask({ task: 'check', record, lang }) }

  /** @param {object} wanted @param {Transferable[]} [handed] @returns {Promise<any>} */
  #ask(wanted, handed = []) {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, ...wanted }, handed)
    })
  }
}
