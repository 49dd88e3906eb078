/**
 * Where a page keeps labels and figures in cells of one kind (a spreadsheet, a table in an editor): which is which.
 *
 * In: the text of a cell. Out: whether a figure stands or may stand there. The engine alone says what the figure is.
 */

const FIGURE = /^[(（]?[+\-−－]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[)）]?\s*(?:[%％件元个人户次项家]|[万亿]元)?$/u
const BLANK = /^[\s\-—–－/／]*$/u

/** @param {string} text */
export const mayBeFigure = (text) => BLANK.test(text) || FIGURE.test(text.trim())
