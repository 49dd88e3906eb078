/** The table of the seed as a spreadsheet of ten columns: three of labels, with merged cells, and seven of figures. */
import { COLUMNS, figures, layout, ROWS } from './seed.js'

export const LABELS = 3
export const HEAD = [
  [{ text: '', columns: 3 }, { text: '申请人情况', columns: 7 }],
  [{ text: '', columns: 3 }, { text: '自然人', columns: 1 }, { text: '法人或其他组织', columns: 5 }, { text: '总计', columns: 1 }],
  [{ text: '', columns: 3 }, { text: '', columns: 1 }, ...COLUMNS.slice(1, 6).map(([, text]) => ({ text, columns: 1 })), { text: '', columns: 1 }],
]

/** @returns {{ data: string[][], merged: { row: number, col: number, rowspan: number, colspan: number }[] }} */
export function spreadsheet() {
  const typed = figures()
  const data = ROWS.map(() => Array(LABELS + COLUMNS.length).fill(''))
  const merged = []
  const taken = new Set()
  layout().slice(3).forEach((line, row) => {
    let column = 0
    for (const { text, cell, rows = 1, columns = 1 } of line) {
      while (taken.has(`${row},${column}`)) column += 1
      data[row][column] = cell ? typed[cell] : text
      for (let down = 0; down < rows; down += 1) for (let right = 0; right < columns; right += 1) taken.add(`${row + down},${column + right}`)
      if (rows > 1 || columns > 1) merged.push({ row, col: column, rowspan: rows, colspan: columns })
      column += columns
    }
  })
  return { data, merged }
}

/** @param {string} cell `row.column` @returns {[number, number]} */
export function coordinates(cell) {
  const [row, column] = cell.split('.')
  return [ROWS.findIndex(([id]) => id === row), LABELS + COLUMNS.findIndex(([id]) => id === column)]
}
