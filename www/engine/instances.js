/**
 * Interchangeable instances of the engine, one in use and a few in reserve.
 *
 * In: started doors. Out: operations run on the one in use; an instance that traps is thrown away, since nothing that it
 * holds can be trusted, and the next one takes its place. Must not know: packs, sessions, what an operation does, how an
 * instance is started.
 */

import { Place } from './place.js'

/** @import { Door } from '../contract.js' */

/** An operation that traps twice is itself the cause: the rest of the reserve is kept for others. */
const ATTEMPTS = 2

/** The engine can't run here, or not any more. `cause` says why. */
export class EngineUnavailable extends Error {
  name = 'EngineUnavailable'
}

/** A refusal is an answer of a sound instance; anything else that is thrown is a trap. @param {unknown} error */
const isRefusal = (error) => error instanceof Error && error.name === 'GoujiError'

export class Instances {
  /** @type {Door[]} */
  #doors
  #generation = 0
  /** @type {Place | undefined} */
  #place
  #placeOf = -1

  /** @param {Door[]} doors */
  constructor(doors) { this.#doors = doors }

  /** Changes when an instance has been thrown away: handles of an earlier generation mean nothing. */
  get generation() { return this.#generation }

  /**
   * Runs an operation on the instance in use, and once more on a fresh one if it traps.
   *
   * @template T
   * @param {(door: Door, place: Place | undefined) => T} operation reopens what it needs when the generation has changed
   * @returns {T}
   */
  run(operation) {
    /** @type {unknown} */
    let cause
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const door = this.#doors[this.#generation]
      if (door === undefined) break
      try {
        return operation(door, this.#placeIn(door))
      } catch (error) {
        if (isRefusal(error)) throw error
        cause = error
        this.#generation += 1
      }
    }
    throw new EngineUnavailable('The checking engine stopped and could not be started again.', { cause })
  }

  /** The short way into the instance in use. @param {Door} door */
  #placeIn(door) {
    if (this.#placeOf !== this.#generation) {
      this.#place = Place.of(door)
      this.#placeOf = this.#generation
    }
    return this.#place
  }
}
