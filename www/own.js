/**
 * Looking up what has a pack's own words for keys: cells, rules and sections may be called `constructor` or `__proto__`.
 *
 * In: an object, a key. Out: what it holds by itself under that key, never what every object inherits. Must not know: what
 * the keys stand for.
 */

/**
 * @template T
 * @param {{ [key: string]: T } | undefined} object
 * @param {string} key
 * @returns {T | undefined}
 */
export const ownIn = (object, key) => (object !== undefined && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined)

/**
 * A copy that inherits nothing, so that any key can be read and written as it is.
 * @template T
 * @param {{ [key: string]: T } | undefined} object
 * @returns {{ [key: string]: T }}
 */
export const plainCopy = (object) => Object.assign(Object.create(null), object)
