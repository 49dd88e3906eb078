/**
 * What of a form is kept away from the engine, told to its page once for each change.
 *
 * In: addresses. Out: word of them. Must not know: why they are kept away.
 */

export class Quarantine {
  #told = ''

  /** @param {string[]} cells @param {(cells: string[]) => void} send */
  tell(cells, send) {
    if (cells.join(' ') === this.#told) return
    this.#told = cells.join(' ')
    if (cells.length > 0) console.warn(`gouji: the checker was stopped by what stands in ${cells.join(', ')}; the rest of the form is checked.`)
    send(cells)
  }
}
