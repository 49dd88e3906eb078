/**
 * Errors that a person can mend in this page: those that may hold a submission back.
 *
 * In: a result, the fields. Out: its errors, and the field that each is held against. Must not know: submissions.
 */

/** @import { Binding } from './binding.js' */
/** @import { Finding, Group, Result } from './contract.js' */

/** @param {Result} result @param {Binding} binding @returns {Finding[]} */
export function errorsIn({ status, findings }, binding) {
  if (status !== 'inconsistent') return []
  return findings.filter(({ level, justified, cells }) => level === 'error' && justified === undefined
    && cells.some((cell) => binding.place(cell)?.writable))
}

/**
 * The cell to blame, or else the first of the rule that can be typed in.
 * @param {Result} result
 * @param {Binding} binding
 * @returns {[Element, string][]} fields with the reason
 */
export function refusalsOf(result, binding) {
  return errorsIn(result, binding).flatMap(({ rule, cells, message }) => {
    const repair = result.groups.find(({ findings }) => findings.includes(rule))?.repairs[0]
    const blamed = [...repair?.changes.map(({ cell }) => cell) ?? [], ...cells]
    const place = blamed.map((cell) => binding.place(cell)).find((candidate) => candidate?.writable && 'setCustomValidity' in candidate.element)
    return place ? [/** @type {[Element, string]} */ ([place.element, repair?.message ?? message])] : []
  })
}

/** The cells to look at: those to be changed, then those of the rules. @param {Group} group @param {Result} result */
export function cellsOf(group, { findings }) {
  const repaired = group.repairs.flatMap((repair) => repair.changes.map((change) => change.cell))
  return [...repaired, ...findings.filter(({ rule }) => group.findings.includes(rule)).flatMap(({ cells }) => cells)]
}
