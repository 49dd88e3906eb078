/**
 * What waits while a button is held down: a click goes to an element only if it is there from press to release.
 *
 * In: things to draw. Out: each of them drawn, at once as a rule; between press and release, once the click has been answered,
 * the latest for each place. Must not know: what is drawn.
 */
import { listen, windowOf } from '../host.js'

/** A move without a button tells of a release that was not heard of: behind a menu, outside the window. */
const RELEASES = ['pointerup', 'pointercancel', 'pointermove', 'keyup', 'blur']
/** A finger's click comes later than its release, when no second tap has followed. */
const CLICK_MILLISECONDS = 350

export class Press {
  /** Whether a pointer or a key is down: the space bar clicks when it goes up. */
  #held = false
  /** By where it is drawn. @type {Map<Element, () => void>} */
  #waiting = new Map()
  /** @type {(() => void)[]} */
  #stops = []
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #drawing

  /** @param {Element} root that holds the buttons */
  constructor(root) {
    for (const type of ['pointerdown', 'keydown']) listen(root, type, (event) => { if (event.target.closest('button, summary')) this.#hold(event) }, true)
    // What answers the click is drawn at once, the rest after it.
    listen(root, 'click', () => {
      this.#held = false
      this.#release(0)
    }, true)
  }

  /** @param {Element} place of what is drawn @param {() => void} draw */
  draw(place, draw) {
    this.#waiting.delete(place)
    if (this.#held) this.#waiting.set(place, draw)
    else draw()
  }

  stop() {
    this.#waiting.clear()
    this.#release(0)
  }

  /** @param {any} event */
  #hold(event) {
    this.#release(0)
    clearTimeout(this.#drawing)
    this.#held = true
    const id = event.pointerId ?? event.code
    const view = windowOf(event.target)
    this.#stops = RELEASES.map((type) => listen(view, type, (each) => {
      if (each.target === view || ((each.pointerId ?? each.code) === id && !each.buttons)) this.#release(CLICK_MILLISECONDS)
    }, true))
  }

  /** @param {number} milliseconds until what waits is drawn */
  #release(milliseconds) {
    for (const stop of this.#stops) stop()
    this.#stops = []
    clearTimeout(this.#drawing)
    this.#drawing = setTimeout(() => {
      this.#held = false
      for (const [place, draw] of this.#waiting) this.draw(place, draw)
    }, milliseconds)
  }
}
