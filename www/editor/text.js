/**
 * The pack's text as it is typed: a plain text field, with line numbers beside it and the places of mistakes underlined.
 *
 * In: a text, mistakes. Out: the text at each change. Must not know: the language, what a mistake says.
 */
import { create } from '../host.js'

/** @import { Mistake } from '../contract.js' */
/** @typedef {Pick<Mistake, 'line' | 'column' | 'end_line' | 'end_column'>} Range */

export class Text {
  #field
  #lines
  #changed
  /** @type {Range[]} */
  #ranges = []
  /** The text that the ranges belong to, by line. @type {string[]} */
  #marked = []

  /** @param {HTMLTextAreaElement} field @param {HTMLElement} lines drawn behind it @param {() => void} changed */
  constructor(field, lines, changed) {
    this.#field = field
    this.#lines = lines
    this.#changed = changed
    field.addEventListener('input', () => this.#follow())
    field.addEventListener('keydown', (event) => this.#indent(event))
    field.addEventListener('scroll', () => this.#scroll())
    this.#draw()
  }

  get value() { return this.#field.value }

  /** @param {string} text */
  set value(text) {
    this.#field.value = text
    this.#field.setSelectionRange(0, 0)
    this.#field.scrollTop = 0
    this.#follow()
  }

  /** Underlines places of the text as it is now. @param {Range[]} ranges */
  mark(ranges) {
    this.#ranges = ranges
    this.#marked = this.value.split('\n')
    this.#draw()
  }

  /** Goes to a place and selects it. @param {Range} range */
  select(range) {
    const lines = this.value.split('\n')
    this.#field.focus()
    this.#field.setSelectionRange(offsetOf(lines, range.line, range.column), offsetOf(lines, range.end_line, range.end_column))
    // Browsers bring the caret into sight when it is typed at, not when it is set.
    const height = this.#field.scrollHeight / Math.max(lines.length, 1)
    this.#field.scrollTop = Math.max(0, (range.line - 1) * height - this.#field.clientHeight / 3)
    this.#scroll()
  }

  #follow() {
    this.#draw()
    this.#changed()
  }

  #scroll() {
    this.#lines.scrollTop = this.#field.scrollTop
    this.#lines.scrollLeft = this.#field.scrollLeft
  }

  /** A new line begins where the one before it began. @param {KeyboardEvent} event */
  #indent(event) {
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const before = this.value.slice(0, this.#field.selectionStart)
    const indent = /^ */u.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? ''
    if (indent === '') return
    // The one way in that the field's own undo knows.
    if (document.execCommand('insertText', false, `\n${indent}`)) event.preventDefault()
  }

  /** Line numbers for every line; a mistake's underline as long as its line is as it was. */
  #draw() {
    const drawn = this.value.split('\n').map((text, index) => {
      const ranges = this.#marked[index] === text ? this.#ranges.filter(({ line }) => line === index + 1) : []
      return drawLine(text, ranges)
    })
    this.#lines.replaceChildren(...drawn)
    this.#scroll()
  }
}

/** @param {string} text @param {Range[]} ranges of this line, in its order */
function drawLine(text, ranges) {
  const line = create('div', ranges.length > 0 ? 'line bad' : 'line')
  const signs = Array.from(text)
  let drawn = 0
  for (const { line: first, column, end_line: last, end_column: end } of ranges) {
    const from = Math.max(column - 1, drawn)
    const to = last > first ? signs.length : end - 1
    line.append(signs.slice(drawn, from).join(''), create('mark', undefined, signs.slice(from, to).join('') || ' '))
    drawn = Math.max(to, from)
  }
  if (ranges.length > 0) line.append(signs.slice(drawn).join(''))
  return line
}

/** Where a line and a column stand in the text. @param {string[]} lines @param {number} line @param {number} column both from 1, in characters */
function offsetOf(lines, line, column) {
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
  return before + Array.from(lines[line - 1] ?? '').slice(0, column - 1).join('').length
}
