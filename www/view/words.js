/**
 * The panel's own words, per language. What findings and repairs say comes from the engine.
 *
 * In: numbers, labels. Out: sentences. Must not know: results, elements.
 */

/** @import { Language, Status } from '../contract.js' */

/**
 * @typedef {object} Words
 * @property {string} title
 * @property {string} starting
 * @property {string} unavailable
 * @property {string} nothingYet
 * @property {string} noCells
 * @property {Record<Status, string>} status
 * @property {(rules: number, cells: number) => string} failing
 * @property {(holding: number, undecided: number) => string} counts
 * @property {(failing: string, warnings: number, undecided: number) => string} spoken
 * @property {(to: string) => string} apply
 * @property {(cells: number) => string} applyAll
 * @property {string} undo
 * @property {(cell: string, before: string, after: string) => string} applied
 * @property {(cells: number) => string} appliedSeveral
 * @property {string} refused
 * @property {(more: number) => string} ties
 * @property {string} alternatives
 * @property {(more: number) => string} moreTies
 * @property {(repairs: number) => string} unknown
 * @property {(cells: number) => string} cells
 * @property {(cells: number) => string} blanks
 * @property {(groups: number) => string} moreGroups
 * @property {string} locating
 * @property {(notices: number) => string} notices
 * @property {string} justify
 * @property {string} reason
 * @property {string} saveReason
 * @property {(reason: string) => string} justified
 * @property {string} changeReason
 * @property {string} blank
 * @property {(label: string, text: string) => string} goTo
 */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`

/** @type {Record<Language, Words>} */
const WORDS = {
  'zh-CN': {
    title: '勾稽校验',
    starting: '正在准备校验……',
    unavailable: '校验程序未能运行，表单可照常填写和提交。',
    nothingYet: '还没有可以核对的数，填入后即时核对。',
    noCells: '没有在表单里找到可以核对的单元格。',
    status: {
      consistent: '勾稽关系全部成立',
      inconsistent: '有勾稽关系不成立',
      incomplete: '尚有勾稽关系待定',
      unchecked: '未检查',
    },
    failing: (rules, cells) => [rules > 0 ? `${rules} 条勾稽关系不成立` : '', cells > 0 ? `${cells} 格填写有误` : ''].filter(Boolean).join('，'),
    counts: (holding, undecided) => `${holding} 项校验通过，${undecided} 项待定`,
    spoken: (failing, warnings, undecided) => [failing, warnings > 0 ? `${warnings} 条提醒` : '', undecided > 0 ? `${undecided} 项待定` : '']
      .filter(Boolean).join('，') || '勾稽关系全部成立',
    apply: (to) => `改为 ${to}`,
    applyAll: (cells) => `一并改正 ${cells} 格`,
    undo: '撤销',
    applied: (cell, before, after) => `已将${cell}由 ${before} 改为 ${after}。`,
    appliedSeveral: (cells) => `已改正 ${cells} 格。`,
    refused: '这一格没有接受改动，原数未变。',
    ties: (more) => `同样可能的改法还有 ${more} 种`,
    alternatives: '也可能是',
    moreTies: (more) => `另有 ${more} 种改法未列出`,
    unknown: (repairs) => `无法判断是哪一格，以下 ${repairs} 种改法都能使其成立：`,
    cells: (cells) => `涉及的 ${cells} 格`,
    blanks: (cells) => `尚有 ${cells} 格未填`,
    moreGroups: (groups) => `另有 ${groups} 处，改正以上各处后再列出`,
    locating: '正在查找可能填错的单元格……',
    notices: (notices) => `${notices} 条提示，供参考`,
    justify: '情况属实，附说明保留',
    reason: '说明',
    saveReason: '保存说明',
    justified: (reason) => `已说明：${reason}`,
    changeReason: '修改说明',
    blank: '空白',
    goTo: (label, text) => `${label}：${text}`,
  },
  en: {
    title: 'Tie-outs',
    starting: 'Getting ready to check…',
    unavailable: 'The checker could not run. The form can be filled in and sent as usual.',
    nothingYet: 'There is nothing to check yet: figures are checked as they are typed.',
    noCells: 'No field of this form could be matched to a cell of the report.',
    status: {
      consistent: 'Every tie-out holds',
      inconsistent: 'Some tie-outs fail',
      incomplete: 'Some tie-outs are undecided',
      unchecked: 'Not checked',
    },
    failing: (rules, cells) => [rules > 0 ? plural(rules, 'tie-out fails', 'tie-outs fail') : '', cells > 0 ? plural(cells, 'entry can’t be used', 'entries can’t be used') : '']
      .filter(Boolean).join(', '),
    counts: (holding, undecided) => `${holding} checks hold, ${undecided} undecided`,
    spoken: (failing, warnings, undecided) => [failing, warnings > 0 ? plural(warnings, 'warning', 'warnings') : '', undecided > 0 ? `${undecided} undecided` : '']
      .filter(Boolean).join(', ') || 'Every tie-out holds',
    apply: (to) => `Change to ${to}`,
    applyAll: (cells) => `Correct all ${cells} cells`,
    undo: 'Undo',
    applied: (cell, before, after) => `Changed ${cell} from ${before} to ${after}.`,
    appliedSeveral: (cells) => `Corrected ${cells} cells.`,
    refused: 'The field did not take the change; its figure is as it was.',
    ties: (more) => `${more} other corrections would do as well`,
    alternatives: 'It may also be',
    moreTies: (more) => `${more} more corrections are not listed`,
    unknown: (repairs) => `It can’t be told which cell it is. Each of these ${repairs} corrections would do:`,
    cells: (cells) => `${cells} cells involved`,
    blanks: (cells) => (cells === 1 ? '1 cell is still blank' : `${cells} cells are still blank`),
    moreGroups: (groups) => `${groups} more, listed once those above are corrected`,
    locating: 'Looking for the cells that may be wrong…',
    notices: (notices) => (notices === 1 ? '1 notice' : `${notices} notices`),
    justify: 'The figures are right: keep with a reason',
    reason: 'Reason',
    saveReason: 'Save the reason',
    justified: (reason) => `Reason given: ${reason}`,
    changeReason: 'Change the reason',
    blank: 'blank',
    goTo: (label, text) => `${label}: ${text}`,
  },
}

/** @param {string} [lang] Chinese where a language is not known */
export const wordsIn = (lang) => (lang?.toLowerCase().startsWith('en') ? WORDS.en : WORDS['zh-CN'])
