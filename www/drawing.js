/**
 * A page that draws a table without saying so (a CSS grid, boxes side by side) → grids, by where things stand on the screen.
 *
 * In: fields that nothing else could place. Out: a grid for each document, with the fields and the texts around them in the rows and
 * columns in which a reader sees them. Must not know: packs, addresses.
 */
import { seats } from './boxes.js'
import { TABLES } from './grids.js'
import { all, childrenOf, closest, isElement, nodeTypeOf, pageOf } from './host.js'
import { CLASS } from './names.js'
import { closestAround, outside, rootsIn } from './roots.js'
import { holdsNoText, isLabel, textOf } from './text.js'

/** @import { GridCell, LiveGrid, Place } from './contract.js' */
/** @import { Box } from './boxes.js' */

/** @typedef {{ element: Element, box: Box, text: string, place?: Place }} Drawn */

/** More is no form that a person fills in. */
const MOST_DRAWN = 6000
const LONGEST_LABEL = 200

/**
 * @param {Element} form
 * @param {Place[]} places
 * @returns {LiveGrid[]}
 */
export function readDrawing(form, places) {
  const pages = new Set(places.map((place) => pageOf(place.element)))
  return [...pages].map((page) => gridOf(drawnIn(form, places.filter((place) => pageOf(place.element) === page), page)))
}

/** @param {Element} form @param {Place[]} places @param {Document} page @returns {Drawn[]} */
function drawnIn(form, places, page) {
  const fields = new Set(places.map((place) => place.element))
  const tables = new Set(places.map((place) => closestAround(place.element, TABLES)))
  const texts = rootsIn(form).filter((root) => pageOf(root) === page).flatMap(textsIn)
    .filter((element) => tables.has(closestAround(element, TABLES)))
  const contents = new Set([...fields, ...texts])
  const counts = countContents(contents)
  const alone = (/** @type {Element} */ element) => counts.get(element) === 1
  /** @param {Element} element @returns {Box} */
  const boxOf = (element) => {
    if (counts.has(element)) return boxOfText(element)
    let outer = element
    for (let next = outside(outer); next && next !== form && alone(next); next = outside(outer)) outer = next
    return outer.getBoundingClientRect()
  }
  const drawn = [
    ...places.map((place) => ({ element: place.element, box: boxOf(place.element), text: '', place })),
    ...texts.map((element) => ({ element, box: boxOf(element), text: textOf(element) })),
  ]
  return drawn.filter(({ box }) => box.right > box.left && box.bottom > box.top).slice(0, MOST_DRAWN)
}

/** The elements that hold the text of one label each. @param {Element | Document | ShadowRoot} root @returns {Element[]} */
function textsIn(root) {
  const found = new Set()
  for (const element of all(root, '*')) {
    if (holdsNoText(element) || closest(element, `.${CLASS.panel}, option, button`)) continue
    if ([...childrenOf(element)].some((child) => nodeTypeOf(child) === Node.TEXT_NODE && isLabel(child.nodeValue ?? ''))) found.add(element)
  }
  return [...found].filter((element) => {
    for (let around = outside(element); around; around = outside(around)) if (found.has(around)) return false
    return textOf(element).length <= LONGEST_LABEL
  })
}

/** How many contents each element holds: the box of one that holds a single one is that content's cell. @param {Set<Element>} contents */
function countContents(contents) {
  /** @type {Map<Element, number>} */
  const counts = new Map()
  for (const content of contents) {
    for (let element = outside(content); element; element = outside(element)) counts.set(element, (counts.get(element) ?? 0) + 1)
  }
  return counts
}

/** Of a label that its field stands in: the words alone. @param {Element} element */
function boxOfText(element) {
  const words = [...childrenOf(element)].find((child) => isLabel(child.nodeValue ?? ''))
  const range = pageOf(element).createRange()
  range.selectNodeContents(words ?? element)
  return range.getBoundingClientRect()
}

/** @param {Drawn[]} drawn @returns {LiveGrid} */
function gridOf(drawn) {
  /** @type {GridCell[]} */
  const cells = []
  /** @type {LiveGrid['cells']} */
  const places = new Map()
  const taken = new Map()
  const order = seats(drawn.map(({ box }) => box))
  drawn.forEach(({ element, text, place }, index) => {
    const { row = 0, column = 0, rows = 1, columns = 1 } = order[index] ?? {}
    const key = `${row},${column}`
    const present = taken.get(key)
    if (present !== undefined) {
      // A label that is written in several pieces.
      if (!place && present.field === undefined) present.text += text
      return
    }
    const cell = { row, column, ...(rows > 1 ? { row_span: rows } : {}), ...(columns > 1 ? { column_span: columns } : {}), text, ...(place ? { field: /** @type {const} */ (true) } : {}) }
    taken.set(key, cell)
    cells.push(cell)
    places.set(key, { element, places: place ? [place] : [] })
  })
  return { grid: { cells }, cells: places }
}
