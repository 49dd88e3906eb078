/**
 * Sheets of texts → an Excel workbook (.xlsx).
 *
 * In: sheets, their cells with a look and a span each. Out: the file. Figures stay text: a number in a workbook is a binary
 * float, and would no longer be what was checked. Must not know: reports.
 */
import { archive } from './archive.js'

/** @typedef {'plain' | 'title' | 'head' | 'cell' | 'wrong' | 'perhaps' | 'wrapped'} Look */
/** @typedef {{ text: string, look?: Look, columns?: number, rows?: number, indent?: number }} BookCell */
/** @typedef {{ name: string, widths: number[], rows: (BookCell | undefined)[][] }} Sheet */

/** @type {Look[]} the order of the formats in the file; each comes with four indents */
const LOOKS = ['plain', 'title', 'head', 'cell', 'wrong', 'perhaps', 'wrapped']
const INDENTS = 4
/** The longest text that a cell of a workbook may hold. */
const LONGEST = 32_000

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** What XML can't hold is left out. @param {string} text */
const escaped = (text) => text.slice(0, LONGEST).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
  .replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

/** @param {number} column from 0 @returns {string} */
const letters = (column) => (column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26))

/** @param {number} row @param {number} column both from 0 */
const place = (row, column) => `${letters(column)}${row + 1}`

/** @param {Sheet} sheet */
function sheetXml({ widths, rows }) {
  /** @type {string[]} */
  const merged = []
  const lines = rows.map((row, line) => {
    const cells = row.map((cell, column) => {
      if (cell === undefined) return ''
      const { text, look = 'plain', columns = 1, rows: down = 1, indent = 0 } = cell
      if (columns > 1 || down > 1) merged.push(`<mergeCell ref="${place(line, column)}:${place(line + down - 1, column + columns - 1)}"/>`)
      const format = LOOKS.indexOf(look) * INDENTS + Math.min(indent, INDENTS - 1)
      return `<c r="${place(line, column)}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
    })
    return `<row r="${line + 1}">${cells.join('')}</row>`
  })
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
  const merges = merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : ''
  return `${XML}<worksheet xmlns="${MAIN}"><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`
}

/** A wrong cell is told by its thick border and bold figure, not by its colour alone. */
function stylesXml() {
  const fonts = '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
  const fill = (/** @type {string} */ colour) => `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`
  const fills = `<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFFFD9D9')}${fill('FFFFF2CC')}${fill('FFEFEFEF')}</fills>`
  const border = (/** @type {string} */ style) => `<border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="${style}"/>`).join('')}</border>`
  const borders = `<borders count="4"><border/>${border('thin')}${border('thick')}${border('dashed')}</borders>`
  /** @type {{ [look in Look]: [font: number, fill: number, border: number, align: string] }} */
  const looks = {
    plain: [0, 0, 0, ''],
    title: [1, 0, 0, ''],
    head: [1, 4, 1, ' horizontal="center" vertical="center" wrapText="1"'],
    cell: [0, 0, 1, ' wrapText="1"'],
    wrong: [1, 2, 2, ''],
    perhaps: [0, 3, 3, ''],
    wrapped: [0, 0, 1, ' vertical="top" wrapText="1"'],
  }
  const formats = LOOKS.flatMap((look) => Array.from({ length: INDENTS }, (_, indent) => {
    const [font, filling, edge, align] = looks[look]
    return `<xf numFmtId="49" fontId="${font}" fillId="${filling}" borderId="${edge}" xfId="0" applyAlignment="1"><alignment${align}${indent > 0 && look === 'cell' ? ` horizontal="left" indent="${indent}"` : ''}/></xf>`
  }))
  return `${XML}<styleSheet xmlns="${MAIN}">${fonts}${fills}${borders}<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

/** @param {Sheet[]} sheets @returns {Blob} */
export function workbook(sheets) {
  const numbers = sheets.map((_, index) => index + 1)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const overrides = numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)
  const named = sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  const related = numbers.map((number) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)
  return archive([
    ['[Content_Types].xml', `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${overrides.join('')}</Types>`],
    ['_rels/.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${named.join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships">${related.join('')}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', stylesXml()],
    ...sheets.map((sheet, index) => /** @type {[string, string]} */ ([`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)])),
  ])
}
