/**
 * Instances of the engine, one in use and a few in reserve.
 *
 * In: an engine, which opens instances. Out: operations run on the one in use; an instance that traps is thrown away, since
 * nothing that it holds can be trusted, another takes its place at once, and the reserve is filled again. Must not know:
 * packs, sessions, what an operation does, how an instance is started.
 */

import { Place } from './place.js'

/** @import { Door, Engine } from '../contract.js' */

/** So many wait, opened ahead of time: recovering needs no waiting where an instance can't be had at once. */
const RESERVE = 2
/** An operation that traps twice is itself the cause. */
export const ATTEMPTS = 2

/** The engine can't run here, or not any more. `cause` says why. */
export class EngineUnavailable extends Error {
  name = 'EngineUnavailable'
}

/** One operation stopped every instance that it was given; others can go on. */
export class OperationTrapped extends EngineUnavailable {}

/** A refusal is an answer of a sound instance; anything else that is thrown is a trap. @param {unknown} error */
const isRefusal = (error) => error instanceof Error && error.name === 'GoujiError'

/** An instance that says nothing where it was asked something is no sound one. @template T @param {T} answer @returns {T} */
export function answered(answer) {
  if (answer === undefined || answer === null) throw new TypeError('The checking engine gave no answer.')
  return answer
}

export class Instances {
  #engine
  /** @type {Door | undefined} */
  #door
  /** @type {Door[]} */
  #reserve = []
  #opening = 0
  #isAmple
  #generation = 0
  /** @type {Place | undefined} */
  #place
  #placeOf = -1

  /** @param {Engine} engine @param {Door} door */
  constructor(engine, door) {
    this.#engine = engine
    this.#door = door
    this.#isAmple = engine.openNow !== undefined
    this.#fill()
  }

  /** @param {Engine} engine */
  static async start(engine) { return new Instances(engine, await engine.open()) }

  /** Changes when an instance has been thrown away: handles of an earlier generation mean nothing. */
  get generation() { return this.#generation }

  /**
   * Runs an operation on the instance in use, and again on a fresh one if it traps.
   *
   * @template T
   * @param {(door: Door, place: Place | undefined) => T} operation reopens what it needs when the generation has changed
   * @param {number} [attempts]
   * @returns {T}
   * @throws {OperationTrapped} when it trapped each time
   */
  run(operation, attempts = ATTEMPTS) {
    /** @type {unknown} */
    let cause
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const door = this.#current()
      try {
        return operation(door, this.#placeIn(door))
      } catch (error) {
        if (isRefusal(error)) throw error
        cause = error
        this.#throwAway()
      }
    }
    throw new OperationTrapped('The checking engine stopped.', { cause })
  }

  /**
   * Puts a text into a cell of the instance in use without the making of an operation, which would be a fifth of the cost.
   * @param {number} session a handle of this generation
   * @param {number} cell
   * @param {string} text
   * @returns {number | undefined} as the place says; `undefined` when it has to be run as an operation
   * @throws {unknown} what it trapped with: one attempt
   */
  put(session, cell, text) {
    try {
      return this.#placeOf === this.#generation ? this.#place?.set(session, cell, text) : undefined
    } catch (error) {
      this.#throwAway()
      throw error
    }
  }

  #throwAway() {
    this.#door = undefined
    this.#generation += 1
    this.#fill()
  }

  /** Whether instances can be had at once and in any number; else only the reserve is there, which fills by and by. */
  get areAmple() { return this.#isAmple }

  /** @throws {EngineUnavailable} when none is to be had at the moment */
  #current() {
    this.#door ??= this.#openNow() ?? this.#reserve.shift()
    this.#fill()
    if (this.#door === undefined) throw new EngineUnavailable('The checking engine stopped and is being started again.')
    return this.#door
  }

  #openNow() {
    if (!this.#isAmple) return undefined
    try {
      return this.#engine.openNow?.()
    } catch {
      this.#isAmple = false // browsers forbid it on the page's own thread
      return undefined
    }
  }

  /** Opens what the reserve lacks, off the path of whoever waits. */
  #fill() {
    while (this.#reserve.length + this.#opening < RESERVE) {
      this.#opening += 1
      this.#openAhead().then((door) => {
        this.#opening -= 1
        if (door) this.#reserve.push(door)
      }, () => { this.#opening -= 1 })
    }
  }

  /** An engine may throw, too, or give nothing. @returns {Promise<Door | undefined>} */
  #openAhead() {
    try {
      return Promise.resolve(this.#engine.open())
    } catch (cause) {
      return Promise.reject(cause)
    }
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
