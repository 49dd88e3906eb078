/**
 * Blanks that follow from the rest, looked for once a person has paused: never on the path of a keystroke.
 *
 * In: word that something moved. Out: what may be offered. Must not know: how it is found, where it is shown.
 */

/** @import { Change, Result } from './contract.js' */

const PAUSE_MILLISECONDS = 400

export class Offering {
  #find
  #offer
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting
  #offered = '[]'

  /** @param {() => Change[]} find @param {(changes: Change[]) => void} offer */
  constructor(find, offer) {
    this.#find = find
    this.#offer = offer
  }

  /** @param {Result} result where no rule waits, no blank is determined by one */
  later({ undecided, status }) {
    clearTimeout(this.#waiting)
    if (undecided === 0 || status === 'unchecked') this.#take([])
    else this.#waiting = setTimeout(() => this.#take(this.#find()), PAUSE_MILLISECONDS)
  }

  stop() { clearTimeout(this.#waiting) }

  /** @param {Change[]} changes */
  #take(changes) {
    const offered = JSON.stringify(changes)
    if (offered === this.#offered) return
    this.#offered = offered
    this.#offer(changes)
  }
}
