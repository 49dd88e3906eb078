/**
 * Which other reports a report is compared with: last year's, and the parts that it sums up.
 *
 * In: an entry and those beside it. Out: fields to choose with; the choice. Must not know: how a check is made.
 */
import { create } from '../host.js'
import { nameOf } from './list.js'

/** @import { Entry } from './shelf.js' */
/** @import { Words } from './words.js' */

/**
 * @param {Entry} entry
 * @param {Entry[]} entries
 * @param {Words} words
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
export function drawLinks(entry, entries, words, changed) {
  const others = entries.filter((other) => other.id !== entry.id && other.record !== undefined)
  const fold = create('details', 'links')
  fold.open = entry.previous !== undefined || entry.parts.length > 0
  fold.append(create('summary', undefined, words.comparison), previousField(entry, others, words, changed), partFields(entry, others, words, changed))
  return fold
}

/** @param {Entry} entry @param {Entry[]} others @param {Words} words @param {() => void} changed */
function previousField(entry, others, words, changed) {
  const label = create('label', 'previous', words.previous)
  const field = create('select')
  field.append(option('', entry.record?.previous ? words.fromRecord : words.none), ...others.map((other) => option(String(other.id), `${nameOf(other, words)} · ${other.name}`)))
  field.value = entry.previous === undefined ? '' : String(entry.previous)
  field.addEventListener('change', () => {
    if (field.value === '') delete entry.previous
    else entry.previous = Number(field.value)
    changed()
  })
  label.append(' ', field)
  return label
}

/** @param {Entry} entry @param {Entry[]} others @param {Words} words @param {() => void} changed */
function partFields(entry, others, words, changed) {
  const set = create('fieldset')
  set.append(create('legend', undefined, words.partsOf))
  if (others.length === 0) set.append(create('span', 'muted', words.none))
  for (const other of others) {
    set.append(tick(`${nameOf(other, words)} · ${other.name}`, entry.parts.includes(other.id), (ticked) => {
      entry.parts = ticked ? [...entry.parts, other.id] : entry.parts.filter((id) => id !== other.id)
      changed()
    }))
  }
  if (others.length > 0) {
    set.append(tick(words.complete, entry.complete, (ticked) => {
      entry.complete = ticked
      changed()
    }))
  }
  return set
}

/** @param {string} text @param {boolean} ticked @param {(ticked: boolean) => void} changed */
function tick(text, ticked, changed) {
  const label = create('label')
  const box = create('input')
  box.type = 'checkbox'
  box.checked = ticked
  box.addEventListener('change', () => changed(box.checked))
  label.append(box, ` ${text}`)
  return label
}

/** @param {string} value @param {string} text */
function option(value, text) {
  const made = create('option', undefined, text)
  made.value = value
  return made
}
