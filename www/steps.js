/**
 * Work in steps: gone through at once, or with pauses, in which the page answers a key or draws. Must not know: what is done.
 */

/** Until the page has done what waits. @returns {Promise<void>} */
export const pause = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    resolve()
  }
  port2.postMessage(null)
})

/** @template T @param {Generator<void, T>} steps @returns {T} */
export function atOnce(steps) {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/**
 * @template T
 * @param {Generator<void, T>} steps
 * @param {() => boolean} wanted whether the rest is to be done still, asked after each step
 * @returns {Generator<void, T | undefined>}
 */
export function* whileWanted(steps, wanted) {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    yield
    if (!wanted()) return undefined
  }
}

/**
 * @template T
 * @param {Generator<void, T>} steps
 * @param {() => boolean} wanted
 * @returns {Promise<T | undefined>}
 */
export async function withPauses(steps, wanted) {
  const all = whileWanted(steps, wanted)
  for (;;) {
    const { done, value } = all.next()
    if (done) return value
    await pause()
  }
}
