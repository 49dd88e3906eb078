/**
 * Sums that the page computes by itself: read and checked, never to be typed over.
 *
 * In: the places of a form, a result. Out: what the locator may not blame, and the result without changes that nobody can
 * make, in words that say as much. Must not know: how a field is read, what is drawn.
 */

/** @import { Place, Repair, Result, Shape } from './contract.js' */

/** A computed sum follows its parts: next to them a change of it counts as nothing. */
const FOLLOWS = 0.001

/**
 * @param {ReadonlyMap<string, Place>} places
 * @param {Shape} shape
 * @returns {{ [address: string]: number | 'never' }} weights of the figures that can't be typed
 */
export function weightsOf(places, shape) {
  // A page on which nothing can be typed only shows a report.
  if (![...places.values()].some((place) => place.writable)) return {}
  const totals = new Set(shape.cells.filter((cell) => cell.total).map((cell) => cell.address))
  const fixed = [...places].filter(([, place]) => !place.writable && !place.chosen)
  return Object.fromEntries(fixed.map(([address]) => [address, totals.has(address) ? FOLLOWS : 'never']))
}

/**
 * Leaves out of each repair what follows by itself, and repairs of which nothing is left.
 * @param {Result} result
 * @param {{ [address: string]: number | 'never' }} weights
 * @param {(repair: Repair) => string} say what is said of a repair of which only a part is left
 * @returns {Result}
 */
export function withoutComputed(result, weights, say) {
  if (Object.keys(weights).length === 0) return result
  const open = (/** @type {Repair[]} */ repairs) => distinct(repairs
    .map((repair) => {
      const changes = repair.changes.filter(({ cell }) => !Object.hasOwn(weights, cell))
      const left = { ...repair, changes }
      return changes.length < repair.changes.length ? { ...left, message: say(left) } : left
    })
    .filter((repair) => repair.changes.length > 0))
  return {
    ...result,
    groups: result.groups.map((group) => ({ ...group, repairs: open(group.repairs), alternatives: open(group.alternatives) })),
  }
}

/** Ties that differed in a computed sum alone are one. @param {Repair[]} repairs */
function distinct(repairs) {
  const seen = new Set()
  return repairs.filter(({ changes }) => {
    const key = JSON.stringify(changes)
    return seen.has(key) ? false : seen.add(key)
  })
}
