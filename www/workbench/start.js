/**
 * The workbench: the parts of the page, brought together.
 *
 * In: what a person drops, chooses and clicks. Out: reports read one after another, checked, shown and saved. Must not
 * know: how each part does its work.
 */
import { Chosen } from './chosen.js'
import { drawSheet } from './checksheet.js'
import { Desk, Refusal } from './desk.js'
import { followIntake } from './intake.js'
import { drawLinks } from './links.js'
import { isFaulty, List, nameOf } from './list.js'
import { markedSheets } from './marked.js'
import { saveRecords, saveWorkbook } from './save.js'
import { Shelf } from './shelf.js'
import { translatePage, wordsIn } from './words.js'

/** @import { Language } from '../contract.js' */
/** @import { Document } from './intake.js' */
/** @import { Entry } from './shelf.js' */

/** @template {HTMLElement} T @param {string} selector @returns {T} */
const part = (selector) => /** @type {T} */ (document.querySelector(selector))

/** @type {Language} */
let lang = location.hash === '#en' ? 'en' : 'zh-CN'
let words = wordsIn(lang)
/** @type {number | undefined} */
let chosenId
/** How many documents have been taken in, and read. */
const queue = { taken: 0, read: 0 }
let reading = Promise.resolve()

/** Bytes up to which a file is read. */
const MOST_BYTES = 128 << 20

const desk = new Desk()
const shelf = new Shelf()
const list = new List(part('#list tbody'), (entry) => { void choose(entry, true) })
const chosen = new Chosen(part('#chosen'), part('#check'), (entry) => {
  list.draw(entry, words, entry.id === chosenId)
  for (const other of shelf.dependents(entry)) void recheck(other)
})

/** @param {string} text */
function say(text) {
  const line = part('#progress')
  // A screen reader is told how it ended, not of each of three hundred files.
  line.setAttribute('aria-busy', String(queue.read < queue.taken))
  line.textContent = text
}

/** @param {Document[]} documents */
function take(documents) {
  if (documents.length === 0) return
  const entries = documents.map(({ name, source }) => shelf.add(name, source))
  queue.taken += entries.length
  part('#shelf').hidden = false
  drawList()
  reading = entries.reduce((before, entry) => before.then(() => readOne(entry)), reading).then(finish)
}

/** @param {Entry} entry */
async function readOne(entry) {
  if (shelf.entry(entry.id) === undefined) return // cleared meanwhile
  say(words.progress(queue.read + 1, queue.taken, entry.name))
  try {
    const readings = await readingsOf(entry)
    if (shelf.entry(entry.id) === undefined) return
    const filled = shelf.fill(entry, readings)
    for (const one of filled) {
      if (one.record?.pack !== undefined) continue
      one.refusal = words.noPack
      delete one.record
    }
    if (filled.length > 1) drawList()
  } catch (error) {
    entry.refusal = refusalOf(error)
  }
  queue.read += 1
  list.draw(entry, words, entry.id === chosenId)
  if (chosenId === undefined && entry.record?.pack !== undefined) await choose(entry, false)
}

/** @param {Entry} entry */
async function readingsOf({ source, name }) {
  // One byte more than is read is enough for the readers to say that it is too much.
  const document = typeof source === 'string' ? source : await source.slice(0, MOST_BYTES + 1).arrayBuffer()
  return desk.read(document, { name, lang })
}

/** @param {unknown} error */
function refusalOf(error) {
  if (error instanceof Refusal) return error.message
  if (error instanceof DOMException) return words.unreadable
  return error instanceof Error && /could not be started/u.test(error.message) ? words.unavailable : words.trap
}

function finish() {
  if (queue.read < queue.taken) return
  Object.assign(queue, { taken: 0, read: 0 })
  sayTotals()
  drawBesides()
}

function sayTotals() {
  const entries = shelf.entries
  say(words.summary(
    entries.filter((entry) => entry.record !== undefined).length,
    entries.filter((entry) => entry.result?.status === 'inconsistent').length,
    entries.filter((entry) => entry.refusal !== undefined).length,
  ))
}

function drawList() { list.order(shelf.entries, words, chosenId) }

/** @param {Entry} entry @param {boolean} takeFocus */
async function choose(entry, takeFocus) {
  chosenId = entry.id
  drawList()
  part('#report').hidden = false
  const heading = await chosen.show({ entry, sources: shelf.sources(entry), words, lang, besides: besides(entry) }).catch((error) => {
    say(words.unchecked + (error instanceof Error ? error.message : String(error)))
    return undefined
  })
  if (takeFocus && heading) {
    heading.focus({ preventScroll: true })
    heading.scrollIntoView({ block: 'start' })
  }
}

/** @param {Entry} entry */
function besides(entry) {
  return [drawLinks(entry, shelf.entries, words, () => { void choose(entry, false) })]
}

/** The reports to compare with are others once more have been read. */
function drawBesides() {
  const entry = shelf.entry(chosenId)
  if (entry !== undefined) document.querySelector('#chosen .links')?.replaceWith(...besides(entry))
}

/** @param {Entry} entry */
async function recheck(entry) {
  if (entry.record === undefined) return
  const result = await desk.check(shelf.linked(entry), lang).catch(() => null)
  entry.result = result
  list.draw(entry, words, entry.id === chosenId)
}

async function chain() {
  const linked = shelf.chain()
  const current = shelf.entry(chosenId)
  await Promise.all(linked.filter((entry) => entry !== current).map(recheck))
  if (current && linked.includes(current)) await choose(current, false)
  say(words.chained(linked.length))
}

/** The readers' remarks and every sentence in the other language; figures and edits stay. */
async function switchLanguage() {
  lang = lang === 'en' ? 'zh-CN' : 'en'
  words = wordsIn(lang)
  history.replaceState(null, '', lang === 'en' ? '#en' : ' ')
  translatePage(words, lang)
  drawList()
  for (const entry of shelf.entries.filter(({ part: place }) => place === 0)) await translateEntry(entry)
  const current = shelf.entry(chosenId)
  if (current) await choose(current, false)
  if (shelf.entries.length > 0) sayTotals()
}

/** @param {Entry} first the first report of its document */
async function translateEntry(first) {
  const readings = await readingsOf(first).catch((error) => {
    if (first.refusal !== undefined) first.refusal = refusalOf(error)
    return []
  })
  const siblings = shelf.entries.filter(({ source }) => source === first.source)
  for (const entry of siblings) {
    const { unplaced, notices } = readings[entry.part]?.record ?? {}
    if (entry.record && unplaced) entry.record.unplaced = unplaced
    if (entry.record && notices) entry.record.notices = notices
    await recheck(entry)
  }
}

function clear() {
  shelf.clear()
  Object.assign(queue, { taken: 0, read: 0 })
  chosenId = undefined
  chosen.clear()
  part('#report').hidden = true
  part('#shelf').hidden = true
  drawList()
  say('')
  part('#files').focus()
}

/** Drawn when printing begins, however it was asked for. */
function drawPrinted() {
  const entry = shelf.entry(chosenId)
  const { shape } = chosen
  if (entry === undefined || shape === undefined) return
  const compared = [entry.previous, ...entry.parts].map((id) => shelf.entry(id)).filter((other) => other !== undefined)
  part('#checksheet').replaceChildren(...drawSheet({ entry, shape, compared, words, date: new Date().toLocaleDateString(lang) }))
}

/** @param {string} selector @param {string} type @param {() => void} listener */
const on = (selector, type, listener) => part(selector).addEventListener(type, listener)

translatePage(words, lang)
followIntake(
  { zone: part('#drop'), choosers: [part('#files'), part('#folder')], paste: part('#paste') },
  { pastedName: () => words.pasted, take },
)
on('#language', 'click', () => { reading = reading.then(switchLanguage) })
on('#chain', 'click', () => { void chain() })
on('#clear', 'click', clear)
on('#faulty', 'change', () => { part('#list').classList.toggle('only-faulty', /** @type {HTMLInputElement} */ (part('#faulty')).checked) })
on('#save-all', 'click', () => {
  const records = shelf.entries.filter(({ record }) => record !== undefined).map((entry) => shelf.linked(entry))
  if (records.length > 0) saveRecords(records, words.reports)
})
on('#save', 'click', () => {
  const entry = shelf.entry(chosenId)
  if (entry?.record) saveRecords(shelf.linked(entry), nameOf(entry, words))
})
on('#save-workbook', 'click', () => {
  const entry = shelf.entry(chosenId)
  if (entry?.record && chosen.shape) saveWorkbook(markedSheets(entry, chosen.shape, words), nameOf(entry, words))
})
on('#print', 'click', () => { window.print() })
window.addEventListener('beforeprint', drawPrinted)
Promise.all([desk.prepare(lang), chosen.prepare(lang)]).catch(() => say(words.unavailable))
