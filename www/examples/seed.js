/**
 * Table 三 of the report as published: its layout as cells with spans, and its figures. One is wrong: in （七）总计 the
 * column 其他 says 3. What each example page fills its form with. Must not know gouji.
 */

/** @type {[string, string][]} */
export const COLUMNS = [
  ['person', '自然人'],
  ['business', '商业企业'],
  ['research', '科研机构'],
  ['nonprofit', '社会公益组织'],
  ['legal', '法律服务机构'],
  ['other', '其他'],
  ['total', '总计'],
]

/** Each row: id, its own label, and where it opens a group the group's label and height. @type {[string, string, string?, number?, string?, number?][]} */
export const ROWS = [
  ['new', '一、本年新收政府信息公开申请数量'],
  ['carried_in', '二、上年结转政府信息公开申请数量'],
  ['granted', '（一）予以公开', '', 0, '三、本年度办理结果', 22],
  ['partial', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'],
  ['secret', '1.属于国家秘密', '（三）不予公开', 8],
  ['forbidden', '2.其他法律行政法规禁止公开', '', -1],
  ['security', '3.危及“三安全一稳定”', '', -1],
  ['third_party', '4.保护第三方合法权益', '', -1],
  ['internal', '5.属于三类内部事务信息', '', -1],
  ['process', '6.属于四类过程性信息', '', -1],
  ['case_file', '7.属于行政执法案卷', '', -1],
  ['inquiry', '8.属于行政查询事项', '', -1],
  ['not_held', '1.本机关不掌握相关政府信息', '（四）无法提供', 3],
  ['not_made', '2.没有现成信息需要另行制作', '', -1],
  ['unclear', '3.补正后申请内容仍不明确', '', -1],
  ['petition', '1.信访举报投诉类申请', '（五）不予处理', 5],
  ['repeat', '2.重复申请', '', -1],
  ['publication', '3.要求提供公开出版物', '', -1],
  ['excessive', '4.无正当理由大量反复申请', '', -1],
  ['reissue', '5.要求行政机关确认或重新出具已获取信息', '', -1],
  ['not_corrected', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', '（六）其他处理', 3],
  ['not_paid', '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', '', -1],
  ['other_result', '3.其他', '', -1],
  ['decided', '（七）总计'],
  ['carried_out', '四、结转下年度继续办理'],
]

/** @type {{ [cell: string]: string }} */
const NOT_ZERO = { 'new.person': '3', 'new.total': '3', 'granted.person': '3', 'granted.total': '3', 'decided.person': '3', 'decided.other': '3', 'decided.total': '3' }

/** The figures by `row.column`. @returns {{ [cell: string]: string }} */
export const figures = () => Object.fromEntries(ROWS.flatMap(([row]) => COLUMNS.map(([column]) => [`${row}.${column}`, NOT_ZERO[`${row}.${column}`] ?? '0'])))

/** Sums that a page may compute by itself: the column 总计. @param {{ [cell: string]: string }} typed @param {string} row */
export const totalOf = (typed, row) => String(COLUMNS.slice(0, -1).reduce((sum, [column]) => sum + (Number(typed[`${row}.${column}`]) || 0), 0))

/** `?computed` asks an example page to compute the totals of its rows. */
export const COMPUTED = new URLSearchParams(globalThis.location?.search).has('computed')

/**
 * The table as rows of cells. A label has `text`, a figure has `cell`.
 * @returns {{ text?: string, cell?: string, rows?: number, columns?: number }[][]}
 */
export function layout() {
  /** @type {ReturnType<typeof layout>} */
  const head = [
    [{ text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', rows: 3, columns: 3 }, { text: '申请人情况', columns: 7 }],
    [{ text: '自然人', rows: 2 }, { text: '法人或其他组织', columns: 5 }, { text: '总计', rows: 2 }],
    COLUMNS.slice(1, 6).map(([, text]) => ({ text })),
  ]
  return [...head, ...ROWS.map(([row, text, group, height, outer, span]) => [
    ...(outer ? [{ text: outer, rows: span }] : []),
    ...(group ? [{ text: group, rows: height }] : []),
    { text, columns: widthOf(row, group || height === -1) },
    ...COLUMNS.map(([column]) => ({ cell: `${row}.${column}` })),
  ])]
}

/** @param {string} row @param {unknown} grouped */
const widthOf = (row, grouped) => (['new', 'carried_in', 'carried_out'].includes(row) ? 3 : grouped ? 1 : 2)
