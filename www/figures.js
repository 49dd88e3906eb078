/**
 * Where a page keeps labels and figures in cells of one kind (a spreadsheet, a table in an editor): which is which.
 *
 * In: the text of a cell. Out: whether a figure stands or may stand there. The engine alone says what the figure is.
 */

const FIGURE = /^[(（]?[+\-−－]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[)）]?\s*(?:[%％件元个人户次项家]|[万亿]元)?$/u
const BLANK = /^[\s\-—–－/／]*$/u

/** @param {string} text */
export const mayBeFigure = (text) => BLANK.test(text) || FIGURE.test(text.trim())

/** A figure as pages show it: with a currency before it, groups of digits, decimals that say nothing and a unit that doesn't change it. */
const WRITTEN = /^[\s¥$€£]*([(+−-]?)\s*([\d,' ]*\d)(?:\.(\d*))?\s*[^\d\s万亿千百]{0,4}$/u

/** Whether a page that was given one figure and shows the other has kept it. @param {string} one @param {string} other */
export const isSameFigure = (one, other) => one === other || (bare(one) !== undefined && bare(one) === bare(other))

/** @param {string} text @returns {string | undefined} without all that a page may add */
function bare(text) {
  const [, before, whole, fraction = ''] = WRITTEN.exec(text.normalize('NFKC').trim()) ?? []
  return whole && `${before && before !== '+' ? '-' : ''}${whole.replace(/\D/gu, '').replace(/^0+(?=\d)/u, '')}.${fraction.replace(/0+$/u, '')}`
}
