/**
 * Repairs, searched for in slices, off the path of the keystroke.
 *
 * In: a session that has changed. Out: a call when the search has ended. No slice lasts longer than a person notices: the
 * work of the next one follows from the time that the last one took. An edit drops the search that it made stale. Must
 * not know: what a repair is.
 */

/** @import { Session } from './engine/session.js' */

const SLICE_MILLISECONDS = 8
const FIRST_WORK = 256
const MOST_WORK = 1 << 20
/** A click may be answered so much later. */
const HURRY_MILLISECONDS = 300

export class Locating {
  #work = FIRST_WORK
  #turn = 0
  #channel = new MessageChannel()
  /** Searches on; whether there is more to search. */
  #step = () => false

  constructor() {
    this.#channel.port1.onmessage = () => this.#next()
    // A search that waits must not keep a process alive (Node).
    const port = /** @type {{ unref?: () => void }} */ (/** @type {unknown} */ (this.#channel.port1))
    port.unref?.()
  }

  /**
   * @param {Session} session
   * @param {() => void} ended
   * @param {(error: unknown) => void} failed
   */
  start(session, ended, failed) {
    this.#turn += 1
    const turn = this.#turn
    this.#step = () => {
      if (turn !== this.#turn) return false
      try {
        if (!this.#slice(session)) return true
        this.drop()
        ended()
      } catch (error) {
        failed(error)
      }
      return false
    }
    this.#post()
  }

  /** Goes on without pauses: a person waits for an answer. */
  hurry() {
    for (const end = performance.now() + HURRY_MILLISECONDS; this.#step() && performance.now() < end;);
  }

  #next() { if (this.#step()) this.#post() }

  /** Before the page is drawn again, where the browser lets us say so: a person waits for the marks. */
  #post() {
    const { scheduler } = /** @type {{ scheduler?: { postTask(task: () => void, options: { priority: string }): Promise<void> } }} */ (globalThis)
    if (scheduler?.postTask) void scheduler.postTask(() => this.#next(), { priority: 'user-blocking' })
    else this.#channel.port2.postMessage(null)
  }

  drop() { this.#turn += 1 }

  stop() {
    this.drop()
    this.#channel.port1.close()
  }

  /** @param {Session} session */
  #slice(session) {
    const begun = performance.now()
    const ended = session.locate(this.#work)
    const taken = performance.now() - begun
    // Half the slice is the aim: the cost of a step isn't quite even.
    if (taken > SLICE_MILLISECONDS / 2) this.#work = Math.max(1, this.#work >> 1)
    else if (taken < SLICE_MILLISECONDS / 8) this.#work = Math.min(MOST_WORK, this.#work * 2)
    return ended
  }
}
