/**
 * A form as it stands → the record that is checked.
 *
 * In: texts, the page's options, reasons. Out: a record. Must not know: how a text is read, results.
 */

/** @import { Binding } from './binding.js' */
/** @import { AttachOptions, Reason, Record, Shape } from './contract.js' */

/**
 * @param {Binding} binding
 * @param {Shape} shape
 * @param {AttachOptions} options
 * @param {Record['weights']} weights
 * @param {{ [rule: string]: Reason }} reasons
 * @returns {Record}
 */
export function recordOf(binding, shape, { previous, parts, record }, weights, reasons) {
  // What other pages of the form hold.
  const cells = { ...record?.cells, ...binding.texts }
  return {
    ...record,
    cells,
    absent: [...absentFrom(cells, shape), ...(record?.absent ?? [])],
    ...(previous ? { previous } : {}),
    ...(parts ? { parts } : {}),
    weights: { ...record?.weights, ...weights },
    justified: { ...record?.justified, ...reasons },
  }
}

/** A table of which the page has no cell belongs to another page. A cell that is missing from a table that is there may only
 *  not have been found: it stays blank, and its rules wait. @param {Record['cells']} known @param {Shape} shape */
function absentFrom(known, { cells }) {
  const tableOf = (/** @type {string} */ address) => address.split('.')[0] ?? address
  const present = new Set(Object.keys(known).map(tableOf))
  return cells.map((cell) => cell.address).filter((address) => !present.has(tableOf(address)))
}
