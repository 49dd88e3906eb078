/**
 * Which place holds which cell: by `data-gouji`, by `fields`, by the labels of the table that it stands in.
 *
 * In: places, live grids, the pack's shape and aligner, the page's `fields`. Out: address → place, and what could not be
 * used. Must not know: events, results, how a place is read.
 */
import { TABLES } from './grids.js'
import { isField, kindOf } from './host.js'
import { ATTRIBUTE } from './names.js'
import { closedIn, closestAround } from './roots.js'
import { expand, isTemplate, withoutPadding } from './template.js'

/** @import { Alignment, Fields, Grid, LiveGrid, Place, Shape } from './contract.js' */

const MOST_LISTED = 6
const MOST_REASONS = 3

/**
 * @typedef {object} Mapping
 * @property {Map<string, Place>} places address → place
 * @property {string[]} complaints for the developer's console: what was named but isn't there
 */

/**
 * @typedef {object} Question
 * @property {() => Place[]} cells every place of the form
 * @property {((open: Place[]) => LiveGrid[])[]} ways to read the labels around fields, surest first; each is asked about the places that
 *   those before could not place
 * @property {Shape} shape
 * @property {Fields} [fields]
 * @property {string[]} [absent] cells and rows that the report doesn't have: a dash that the page shows there is no figure
 * @property {WeakMap<Element, string>} [seen] cells that were found by their look: a page that folds fields away takes it from them
 * @property {(grids: Grid[]) => Alignment} align
 * @property {(element: Element) => Place} shown the place of a figure that stands in an element as text
 */

/**
 * In steps, between which whoever waits may do something else.
 * @param {Question} question
 * @returns {Generator<void, Mapping>}
 * @throws {TypeError} when two fields are told to hold one cell
 */
export function* mapFields(question) {
  const { shape } = question
  const places = question.cells()
  yield
  const known = new Set(shape.cells.map((cell) => cell.address))
  /** @type {Mapping} */
  const mapping = { places: new Map(), complaints: [] }
  const named = namesOf(question, places)
  const decided = new Set()
  const reasons = new Set()
  for (const place of places) {
    const address = place.address ?? named(place)
    if (address === undefined || address === null) continue
    decided.add(place)
    if (address === '') continue
    if (!known.has(address)) mapping.complaints.push(unknownAddress(address, place, known))
    else claim(mapping, address, place)
  }
  for (const [index, way] of question.ways.entries()) {
    if (mapping.places.size === known.size) break
    const open = index === 0 ? places : openPlaces(places, mapping, decided)
    if (index > 0 && open.length === 0) continue
    const grids = way(open)
    yield
    for (const why of byLabels(question, grids, mapping, decided, index > 0)) reasons.add(why)
    yield
  }
  remember(question, places, mapping, decided)
  mapping.complaints.push(...missing(shape, mapping.places))
  if (mapping.places.size === 0 && reasons.size > 0) mapping.complaints.push(`gouji: the labels don't tell which field is which cell: ${[...reasons].slice(0, MOST_REASONS).join('；')}`)
  return mapping
}

/** What a page is told in which not one cell was found. @param {Element} form */
export function nothingFound(form) {
  const closed = new Set(closedIn(form).map(kindOf))
  return [
    `gouji: no field of the form is a known cell. Name the cells with ${ATTRIBUTE.cell}="table.row.column" or with the option fields, or let the tables carry `
      + 'the labels of the report.',
    ...(closed.size > 0 ? [`gouji: no script can see into ${[...closed].join(', ')}: fields in closed shadow roots need the adapter programmatic.`] : []),
  ]
}

/** Cells without a field in a table that the form does have. @param {Shape} shape @param {Map<string, Place>} places */
function missing({ tables, cells }, places) {
  return tables.flatMap(({ id }) => {
    const own = cells.map((cell) => cell.address).filter((address) => address.startsWith(`${id}.`))
    const without = own.filter((address) => !places.has(address))
    if (without.length === 0 || without.length === own.length) return []
    const listed = without.length > MOST_LISTED ? `${without.slice(0, MOST_LISTED).join(', ')} …` : without.join(', ')
    return [`gouji: ${without.length} of the ${own.length} cells of ${id} have no field in this form: ${listed}`]
  })
}

/** @param {Mapping} mapping @param {string} address @param {Place} place */
function claim(mapping, address, place) {
  const other = mapping.places.get(address)
  if (other !== undefined && other !== place) {
    throw new TypeError(`gouji: two fields hold the cell ${address}: ${nameOf(other)} and ${nameOf(place)}. `
      + `Each cell has one field; keep the other out with ${ATTRIBUTE.cell}="".`)
  }
  mapping.places.set(address, place)
}

/** What `fields` says of a place. @param {Question} question @param {Place[]} places @returns {(place: Place) => string | null | undefined} */
function namesOf({ fields, shape }, places) {
  if (fields === undefined || fields === null) return () => undefined
  if (typeof fields === 'function') return (place) => fields(place.element)
  const names = places.flatMap((place) => place.names)
  if (typeof fields === 'string') {
    const addresses = expand(fields, shape, names)
    return (place) => firstOf(place.names.map(withoutPadding), (name) => addresses.get(name))
  }
  const tables = new Set(shape.tables.map((table) => table.id))
  const plain = new Map(Object.entries(fields).filter(([name, value]) => !(tables.has(name) && isTemplate(value))))
  const templates = Object.entries(fields).filter(([name]) => !plain.has(name))
  const expanded = new Map(templates.flatMap(([table, template]) => [...expand(template, shape, names, table)]))
  return (place) => firstOf(place.names, (name) => plain.get(name) ?? expanded.get(withoutPadding(name)))
}

/** @template T @param {string[]} names @param {(name: string) => T | undefined} lookUp */
const firstOf = (names, lookUp) => names.map(lookUp).find((found) => found !== undefined)

/**
 * Places that may be cells still: none of a table that was recognised. A field there that has no cell is a note or a number.
 * @param {Place[]} places @param {Mapping} mapping @param {Set<Place>} decided
 */
function openPlaces(places, mapping, decided) {
  const claimed = new Set(mapping.places.values())
  const tables = new Set([...claimed].map(tableOf).filter((table) => table !== null))
  return places.filter((place) => {
    if (!place.visible || decided.has(place) || claimed.has(place)) return false
    const table = tableOf(place)
    return table === null || !tables.has(table)
  })
}

/** A field keeps the cell that it was found to hold when it could be seen. @param {Question} question @param {Place[]} places @param {Mapping} mapping @param {Set<Place>} decided */
function remember({ seen }, places, mapping, decided) {
  if (seen === undefined) return
  for (const place of openPlaces(places, mapping, decided)) {
    const address = seen.get(place.element)
    if (address !== undefined && !mapping.places.has(address)) mapping.places.set(address, place)
  }
  for (const [address, place] of mapping.places) seen.set(place.element, address)
}

/** @param {Question} question @param {LiveGrid[]} grids @param {Mapping} mapping @param {Set<Place>} decided places that need no label @param {boolean} modest takes free cells only @returns {string[]} why the others were not placed */
function byLabels({ align, shown, absent = [] }, grids, mapping, decided, modest) {
  if (grids.length === 0) return []
  const without = new Set(absent)
  const isAbsent = (/** @type {string} */ address) => without.has(address) || without.has(address.slice(0, address.lastIndexOf('.')))
  const claimed = new Set(mapping.places.values())
  const { placements, unplaced } = align(grids.map((live) => live.grid))
  for (const { address, grid, row, column } of placements) {
    const cell = grids[grid]?.cells.get(`${row},${column}`)
    if (cell === undefined) continue
    const place = cell.places.find((candidate) => !decided.has(candidate) && !claimed.has(candidate))
      ?? (cell.places.length === 0 && !modest && !isAbsent(address) && !closedIn(cell.element)[0] ? shown(cell.element) : undefined)
    if (place === undefined || place.address === '') continue
    const holder = mapping.places.get(address)
    if (modest && holder !== undefined) continue
    // A copy of the figure that the page shows beside its field is no second field.
    if (holder === undefined || (!isField(holder.element) && isField(place.element))) mapping.places.set(address, place)
    else if (isField(place.element) && !decided.has(holder)) claim(mapping, address, place)
    claimed.add(place)
  }
  return unplaced.map(({ why }) => why)
}

/** @param {Place} place */
const tableOf = ({ element }) => closestAround(element, TABLES)

/** @param {string} address @param {Place} place @param {Set<string>} known */
function unknownAddress(address, place, known) {
  const near = [...known].find((candidate) => isNear(candidate, address))
  return `gouji: ${nameOf(place)} is said to hold ${address}, which is no cell of this pack.${near ? ` Did you mean ${near}?` : ''}`
}

/** @param {Place} place */
const nameOf = ({ element, names }) => `<${element.localName}${names[0] ? ` ${names[0]}` : ''}>`

/** Whether two words differ in two letters at most that stand together: one wrong, missing or too many, two swapped. @param {string} one @param {string} other */
function isNear(one, other) {
  const [shorter, longer] = [Math.min(one.length, other.length), Math.max(one.length, other.length)]
  let alike = 0
  while (alike < shorter && one[alike] === other[alike]) alike += 1
  let ending = 0
  while (ending < shorter - alike && one[one.length - 1 - ending] === other[other.length - 1 - ending]) ending += 1
  return longer - alike - ending <= 2
}
