/**
 * What gouji wrote into fields, and the way back.
 *
 * In: changes to make. Out: fields written through the binding; the texts that stood there before, to the letter. Must not
 * know: why a change is right, what is drawn.
 */
import { isSameFigure } from './figures.js'

/** @import { Binding } from './binding.js' */
/** @import { Change } from './contract.js' */

/** @typedef {{ address: string, before: string, after: string }} Written */

export class History {
  #binding
  /** @type {Written[][]} */
  #steps = []

  /** @param {Binding} binding */
  constructor(binding) { this.#binding = binding }

  /** What the last step wrote, if it can be taken back. @returns {Written[] | undefined} */
  get last() { return this.#steps.at(-1) }

  /**
   * Whether every change is determined and can be typed into a field of the page.
   * @param {Change[]} changes
   */
  canWrite(changes) {
    return changes.length > 0
      && changes.every(({ cell, to }) => to !== undefined && this.#binding.place(cell)?.writable === true)
  }

  /**
   * Makes changes, as one step: all of them or none.
   * @param {Change[]} changes
   * @returns {boolean} whether they stand in the fields now
   */
  write(changes) {
    if (!this.canWrite(changes)) return false
    const step = changes.map(({ cell, to }) => ({ address: cell, before: this.#binding.text(cell), after: to ?? '' }))
    const taken = step.filter(({ address, after }) => this.#binding.write(address, after))
    if (taken.length < step.length) {
      for (const { address, before } of step) this.#binding.write(address, before)
      return false
    }
    this.#steps.push(step)
    return true
  }

  /** Whether the last step wrote what stands in a cell now. @param {string} address */
  wrote(address) {
    return this.last?.some((written) => written.address === address && isSameFigure(written.after, this.#binding.text(address))) ?? false
  }

  /**
   * Takes the last step back. A field that has been typed in since keeps what was typed.
   * @returns {boolean} whether there was a step
   */
  undo() {
    const step = this.#steps.pop()
    if (step === undefined) return false
    for (const { address, before, after } of step) {
      if (isSameFigure(this.#binding.text(address), after)) this.#binding.write(address, before)
    }
    return true
  }
}
