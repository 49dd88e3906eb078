/**
 * What is offered to a person: of repairs, whether they still are; blanks that follow from the rest, looked for once the person
 * has paused, never on the path of a keystroke.
 *
 * In: word that something moved. Out: what may be offered. Must not know: how it is found, where it is shown.
 */

/** @import { Change, Result } from './contract.js' */

const PAUSE_MILLISECONDS = 400

/** The same for the same figures in the same cells, whatever stands there. @param {Change[]} changes */
export const keyOf = (changes) => changes.map(({ cell, to }) => `${cell}=${to ?? ''}`).join(' ')

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
  later({ undecided }) {
    clearTimeout(this.#waiting)
    if (undecided === 0) this.#take([])
    else this.#waiting = setTimeout(() => this.#take(this.#find()), PAUSE_MILLISECONDS)
  }

  /** Whether a button that makes these changes would be drawn still. @param {Change[]} changes @param {Result} result */
  has(changes, { groups }) {
    const isSame = (/** @type {Change[]} */ offered) => keyOf(offered) === keyOf(changes)
    if (groups.some((group) => [...group.repairs, ...group.alternatives].some((repair) => isSame(repair.changes)))) return true
    const blanks = this.#find()
    return [blanks, ...blanks.map((blank) => [blank])].some(isSame)
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
