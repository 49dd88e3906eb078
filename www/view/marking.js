/**
 * Which cells a result marks, and as what.
 *
 * In: a result and the marks before it. Out: address → mark. Must not know: elements.
 *
 * The cell that the likeliest repair changes is the one to look at; the other cells of a broken rule carry no mark, since
 * most of them are right.
 */

/** @import { Finding, Group, Result } from '../contract.js' */

/** @typedef {'refused' | 'suspect' | 'possible' | 'warning'} Kind `refused`: its own text can't stand */
/** @typedef {{ kind: Kind, texts: string[] }} Mark */

/** @type {Kind[]} */
const FIRMEST_FIRST = ['refused', 'suspect', 'possible', 'warning']

const MOST_SHARED = 8
const CELL_FINDING = /^cell\.(\w+)\[/u

/** A finding about one cell's text alone: what it complains of. @param {Finding} finding */
export const complaintOf = (finding) => CELL_FINDING.exec(finding.rule)?.[1]

/** A blank that must be filled in: it is asked for, and held against nobody. @param {Finding} finding */
export const isBlank = (finding) => complaintOf(finding) === 'required'

/** Errors, those of whole rules and those of single cells. @param {Finding[]} findings */
export function countErrors(findings) {
  const errors = findings.filter((finding) => finding.level === 'error' && !isBlank(finding))
  const cells = errors.filter((finding) => complaintOf(finding) !== undefined).length
  return { rules: errors.length - cells, cells }
}

/** Whether nothing but arithmetic speaks for any of several repairs: then none is likelier. @param {Group} group */
export const isUndetermined = ({ repairs }) => repairs.length > 1 && repairs[0]?.because === 'arithmetic'

/** A warning that was given a reason asks for nothing more. @param {Finding} finding */
export const isOpen = (finding) => finding.justified === undefined && finding.level !== 'notice'

/**
 * @param {Result} result
 * @param {Map<string, Mark>} [before] held on to while repairs are searched for
 * @returns {Map<string, Mark>}
 */
export function marksOf(result, before = new Map()) {
  /** @type {Map<string, Mark>} */
  const marks = new Map()
  const byRule = new Map(result.findings.map((finding) => [finding.rule, finding]))
  const grouped = new Set(result.groups.flatMap((group) => group.findings))
  for (const group of result.groups) markGroup(marks, group, byRule, before)
  for (const finding of result.findings) {
    const complaint = complaintOf(finding)
    if (!isOpen(finding) || isBlank(finding)) continue
    if (complaint !== undefined) markAll(marks, finding.cells, finding.level === 'error' ? 'refused' : 'warning', [finding.message])
    else if (!grouped.has(finding.rule)) markAll(marks, shared(finding.cells), finding.level === 'error' ? 'possible' : 'warning', [finding.message])
  }
  return marks
}

/** @param {Map<string, Mark>} marks @param {Group} group @param {Map<string, Finding>} byRule @param {Map<string, Mark>} before */
function markGroup(marks, group, byRule, before) {
  const findings = group.findings.map((rule) => byRule.get(rule)).filter((finding) => finding !== undefined && isOpen(finding))
  if (findings.length === 0) return
  const messages = findings.map((finding) => finding?.message ?? '')
  const cells = findings.flatMap((finding) => finding?.cells ?? [])
  if (group.pending) {
    for (const cell of cells) {
      const mark = before.get(cell)
      if (mark && mark.kind !== 'refused') markAll(marks, [cell], mark.kind, messages)
    }
    return
  }
  const warningOnly = findings.every((finding) => finding?.level === 'warning')
  const [likeliest, ...ties] = group.repairs
  if (likeliest === undefined) markAll(marks, shared(cells), warningOnly ? 'warning' : 'possible', messages)
  const kind = warningOnly ? 'warning' : isUndetermined(group) ? 'possible' : 'suspect'
  for (const change of likeliest?.changes ?? []) {
    markAll(marks, [change.cell], kind, [likeliest?.message ?? '', ...messages])
  }
  for (const tie of ties) markAll(marks, tie.changes.map((change) => change.cell), warningOnly ? 'warning' : 'possible', [tie.message])
}

/** Where nothing says which cell it is: those in which the broken rules meet, unless that is half the table. @param {string[]} cells */
function shared(cells) {
  const counts = new Map()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const meeting = [...counts].filter(([, count]) => count === most).map(([cell]) => cell)
  return meeting.length <= MOST_SHARED ? meeting : []
}

/** @param {Map<string, Mark>} marks @param {string[]} cells @param {Kind} kind @param {string[]} texts */
function markAll(marks, cells, kind, texts) {
  for (const cell of cells) {
    const present = marks.get(cell)
    const firmer = present && FIRMEST_FIRST.indexOf(present.kind) <= FIRMEST_FIRST.indexOf(kind) ? present.kind : kind
    marks.set(cell, { kind: firmer, texts: [...new Set([...(present?.texts ?? []), ...texts])] })
  }
}
