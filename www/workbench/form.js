/**
 * A report → a form: its tables as the pack has them, its figures to be edited.
 *
 * In: the shape of a pack, a record. Out: a form that says of each field which cell it is. Must not know: rules, results.
 */
import { create } from '../host.js'
import { ATTRIBUTE } from '../names.js'
import { ownIn } from '../own.js'

/** @import { Cell, Line, Record, Shape, Table } from '../contract.js' */

/** Figures of more characters get a wider column. */
const LONG = 7

/** @typedef {{ cells: Map<string, Cell>, record: Record, missing: Set<string>, word: (key: 'absent' | 'figures') => string }} Content */

/**
 * @param {Shape} shape
 * @param {Record} record
 * @param {(key: 'absent' | 'figures') => string} word
 * @returns {HTMLFormElement}
 */
export function drawForm(shape, record, word) {
  const form = create('form')
  const content = { cells: new Map(shape.cells.map((cell) => [cell.address, cell])), record, missing: new Set(record.absent ?? []), word }
  form.append(...shape.tables.map((table) => drawTable(table, content)))
  const loose = shape.cells.filter(({ address }) => !address.includes('.'))
  if (loose.length > 0) form.append(drawFigures(loose, content))
  form.addEventListener('submit', (event) => event.preventDefault())
  return form
}

/** @param {Table} table @param {Content} content */
function drawTable(table, content) {
  const section = create('section')
  const heading = create('h3', undefined, table.label)
  heading.id = `table-${table.id}`
  const scroll = create('div', 'scroll')
  const drawn = create('table', 'report')
  drawn.setAttribute('aria-labelledby', heading.id)
  const columns = table.columns.filter((column) => !column.group)
  const body = create('tbody')
  body.append(...table.rows.map((row) => (row.group
    ? groupRow(row, depthOf(table.rows, row), columns.length)
    : figureRow(table, row, columns, content))))
  drawn.append(head(table.columns), body)
  scroll.append(drawn)
  section.append(heading, scroll)
  return section
}

/** The columns' tree, a level a row. @param {Line[]} columns */
function head(columns) {
  const depths = columns.map((column) => depthOf(columns, column))
  const deepest = Math.max(0, ...depths)
  const thead = create('thead')
  for (let depth = 0; depth <= deepest; depth += 1) {
    const row = create('tr')
    if (depth === 0) {
      const corner = create('td', 'corner')
      corner.rowSpan = deepest + 1
      row.append(corner)
    }
    columns.forEach((column, index) => {
      if (depths[index] !== depth) return
      const cell = create('th', column.total ? 'sum' : undefined, column.label)
      cell.scope = column.group ? 'colgroup' : 'col'
      if (column.group) cell.colSpan = Math.max(1, columns.filter((other) => !other.group && isBelow(columns, other, index)).length)
      else cell.rowSpan = deepest - depth + 1
      row.append(cell)
    })
    thead.append(row)
  }
  return thead
}

/** @param {Line} row @param {number} depth @param {number} columns */
function groupRow(row, depth, columns) {
  const drawn = create('tr', 'group')
  const heading = create('th', `depth-${Math.min(depth, 3)}`, row.label)
  heading.colSpan = columns + 1
  heading.scope = 'rowgroup'
  drawn.append(heading)
  return drawn
}

/** @param {Table} table @param {Line} row @param {Line[]} columns @param {Content} content */
function figureRow(table, row, columns, content) {
  const drawn = create('tr', row.total ? 'sum' : undefined)
  const heading = create('th', `depth-${Math.min(depthOf(table.rows, row), 3)}`, row.label)
  heading.scope = 'row'
  drawn.append(heading)
  for (const column of columns) {
    const cell = create('td')
    const address = `${table.id}.${row.id}.${column.id}`
    const known = content.cells.get(address)
    if (known !== undefined) cell.append(drawCell(known, content, content.missing.has(address) || content.missing.has(`${table.id}.${row.id}`)))
    drawn.append(cell)
  }
  return drawn
}

/** @param {Cell[]} cells @param {Content} content */
function drawFigures(cells, content) {
  const section = create('section')
  section.append(create('h3', undefined, content.word('figures')))
  for (const cell of cells) {
    const line = create('p', 'figure')
    line.append(create('span', undefined, cell.label), drawCell(cell, content, content.missing.has(cell.address)))
    section.append(line)
  }
  return section
}

/** A field; a dash where the document has no such cell. @param {Cell} cell @param {Content} content @param {boolean} absent */
function drawCell({ address, label, unit }, { record, word }, absent) {
  if (absent && !ownIn(record.cells, address)) {
    const dash = create('span', 'absent', '—')
    dash.title = word('absent')
    return dash
  }
  const field = create('input')
  field.setAttribute(ATTRIBUTE.cell, address)
  field.setAttribute('aria-label', unit ? `${label}（${unit}）` : label)
  field.autocomplete = 'off'
  field.value = ownIn(record.cells, address) ?? ''
  const printed = ownIn(record.texts, address)
  if (printed !== undefined) field.title = printed
  if (field.value.length > LONG) field.classList.add('long')
  if ((ownIn(record.certainty, address) ?? 'label') !== 'label') field.classList.add('unsure')
  return field
}

/** @param {Line[]} lines @param {Line} line @returns {number} */
export function depthOf(lines, line) {
  const parent = line.parent === undefined ? undefined : lines[line.parent]
  return parent === undefined ? 0 : depthOf(lines, parent) + 1
}

/** @param {Line[]} lines @param {Line} line @param {number} group @returns {boolean} */
export function isBelow(lines, line, group) {
  if (line.parent === undefined) return false
  const parent = lines[line.parent]
  return line.parent === group || (parent !== undefined && isBelow(lines, parent, group))
}
