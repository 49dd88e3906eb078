/** What the editor says, in Chinese and in English. Must not know: when it is said. */

/** @import { Language } from '../contract.js' */

const CHINESE = {
  title: '写规则包 · 勾稽 gouji',
  heading: '写规则包',
  promise: '左边写规则，右边就是表单：边写边查错，边填边校验。内容不离开本机。',
  toSample: '填表示例',
  toWorkbench: '核对已有的报告',
  otherLanguage: 'English',
  begin: '从这里开始',
  starter: '一个最小的例子',
  open: '打开文件',
  save: '保存文件',
  saveForm: '保存成网页表单',
  pack: '规则包',
  form: '表单与校验',
  problems: '规则包里的问题',
  fileName: '我的规则包.gouji',
  nothing: '没有发现问题。',
  goTo: '到这个位置',
  passed: '通过',
  failed: '未通过',
  levels: { error: '错误', warning: '警告', notice: '提示' },
  absent: '没有这一格',
  figures: '不在表中的数',
  stale: '规则包里有错误，表单还是改错以前的样子。',
  waiting: '改正左边的错误以后，这里就是表单。',
  unavailable: '编辑器未能运行。请刷新页面，或换用较新的浏览器。',
  long: '规则包超过了 1 MB，请用命令行检查：gouji lint。',
  line: (/** @type {number} */ line) => `第 ${line} 行`,
  examples: (/** @type {number} */ count) => `例子（${count} 个）`,
  rules: (/** @type {number} */ count) => `用文字列出每一条规则（${count} 条）`,
  summary: (/** @type {number} */ mistakes, /** @type {number} */ remarks, /** @type {number} */ failed) => (mistakes > 0
    ? `${mistakes} 处错误。`
    : ['没有写错的地方', remarks > 0 ? `${remarks} 条提醒` : '', failed > 0 ? `例子 ${failed} 处不符` : '例子全部相符'].filter(Boolean).join('，') + '。'),
}

/** @type {typeof CHINESE} */
const ENGLISH = {
  title: 'Write a rule pack · gouji',
  heading: 'Write a rule pack',
  promise: 'Rules on the left, the form on the right: mistakes show while you write, findings while you fill in. Nothing leaves this machine.',
  toSample: 'Sample form',
  toWorkbench: 'Check existing reports',
  otherLanguage: '中文',
  begin: 'Begin with',
  starter: 'A smallest example',
  open: 'Open a file',
  save: 'Save the file',
  saveForm: 'Save as a web form',
  pack: 'Rule pack',
  form: 'Form and findings',
  problems: 'What there is to say of the pack',
  fileName: 'my-pack.gouji',
  nothing: 'Nothing to remark.',
  goTo: 'Go there',
  passed: 'passed',
  failed: 'failed',
  levels: { error: 'error', warning: 'warning', notice: 'notice' },
  absent: 'There is no such cell',
  figures: 'Figures without a table',
  stale: 'The pack has mistakes: the form is still as it was before them.',
  waiting: 'Once the mistakes on the left are mended, the form is here.',
  unavailable: 'The editor could not run. Reload the page, or use a newer browser.',
  long: 'The pack is larger than 1 MB; look it through on the command line: gouji lint.',
  line: (/** @type {number} */ line) => `line ${line}`,
  examples: (/** @type {number} */ count) => `Examples (${count})`,
  rules: (/** @type {number} */ count) => `Every rule in words (${count})`,
  summary: (/** @type {number} */ mistakes, /** @type {number} */ remarks, /** @type {number} */ failed) => (mistakes > 0
    ? (mistakes === 1 ? '1 mistake.' : `${mistakes} mistakes.`)
    : ['No mistakes', remarks > 0 ? (remarks === 1 ? '1 remark' : `${remarks} remarks`) : '', failed > 0 ? `${failed} examples or rules not as they should be` : 'all examples as they should be'].filter(Boolean).join(', ') + '.'),
}

/** @typedef {typeof CHINESE} Words */
/** @typedef {{ [key in keyof Words]: Words[key] extends string ? key : never }[keyof Words]} Plain */

/** @type {{ [language in Language]: Words }} */
const WORDS = { 'zh-CN': CHINESE, en: ENGLISH }

/** @param {Language} lang */
export const wordsIn = (lang) => WORDS[lang]

/** Says what stands in the page already, wherever it is marked. @param {Words} words @param {Language} lang */
export function translatePage(words, lang) {
  document.documentElement.lang = lang
  document.title = words.title
  for (const element of document.querySelectorAll('[data-word]')) {
    const key = /** @type {Plain} */ (element.getAttribute('data-word'))
    element.textContent = words[key]
  }
}
