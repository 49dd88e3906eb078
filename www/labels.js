/**
 * Fields outside of tables → grids, by what is written at each: its own label, and the headings before it.
 *
 * In: fields that no table holds. Out: for each a line of what a reader would call it, nearest last, and the field at its end.
 * Must not know: packs, addresses, where things stand on the screen.
 */
import { all, attributeOf, childrenOf, closest, isElement, rootOf } from './host.js'
import { outside } from './roots.js'
import { holdsNoText, isLabel, textOf } from './text.js'

/** @import { GridCell, LiveGrid, Place } from './contract.js' */

/** `一、本年新收－自然人`, `自然人（一、本年新收）`: a label that names a row and a column at once. */
const BETWEEN = /[\s\-－—–_/／|｜·•×>＞→:：,，;；()（）[\]【】]+/u
/** What placeholders say besides. */
const PLEASE = /^(?:请|点击)?(?:输入|填写|填入|选择|录入)/u
const MOST_LABELS = 12
const LONGEST_LABEL = 80

/**
 * @param {Element} form
 * @param {Place[]} places
 * @returns {LiveGrid[]} a grid for each heading that stands over all of a field's others
 */
export function readLabels(form, places) {
  const fields = new Set(places.map((place) => place.element))
  const holders = around(fields)
  /** @type {{ heading: string | undefined, lines: { place: Place, texts: string[] }[] }[]} */
  const parts = []
  for (const place of places) {
    const texts = labelsOf(place.element, form, holders)
    if (texts.length === 0) continue
    const [heading] = texts
    let part = parts[parts.length - 1]
    if (part === undefined || part.heading !== heading) {
      part = { heading, lines: [] }
      parts.push(part)
    }
    part.lines.push({ place, texts })
  }
  return parts.map(({ lines }) => gridOf(lines))
}

/** Everything that a field stands in. @param {Set<Element>} fields @returns {Set<Node>} */
function around(fields) {
  const holders = new Set()
  for (const field of fields) {
    for (let element = /** @type {Element | null} */ (field); element && !holders.has(element); element = outside(element)) holders.add(element)
  }
  return holders
}

/** Farthest first. @param {Element} field @param {Element} form @param {Set<Node>} holders @returns {string[]} */
function labelsOf(field, form, holders) {
  const texts = ownLabels(field)
  for (let element = /** @type {Element | null} */ (field); element && element !== form; element = outside(element)) texts.push(headingBefore(element, holders))
  const written = texts.map((text) => text.trim()).filter((text) => isLabel(text) && text.length <= LONGEST_LABEL)
  return [...new Set(written)].slice(0, MOST_LABELS).reverse()
}

/** What the page says that a field is called. @param {Element} field @returns {string[]} */
function ownLabels(field) {
  const root = /** @type {Document | ShadowRoot} */ (rootOf(field))
  const id = attributeOf(field, 'id')
  const label = (id ? all(root, 'label').find((each) => attributeOf(each, 'for') === id) : undefined) ?? closest(field, 'label')
  const named = (attributeOf(field, 'aria-labelledby') ?? '').split(/\s+/u).map((each) => all(root, '[id]').find((element) => attributeOf(element, 'id') === each))
  return [
    label ? textOf(label) : '',
    ...named.map((element) => (element ? textOf(element) : '')),
    ...['aria-label', 'title', 'placeholder'].map((name) => (attributeOf(field, name) ?? '').replace(PLEASE, '')),
  ]
}

/** The text that stands before an element among its siblings, the nearest that holds no field. @param {Element} element @param {Set<Node>} holders */
function headingBefore(element, holders) {
  const parent = outside(element)
  if (parent === null) return ''
  const siblings = [...childrenOf(/** @type {Node} */ (element.parentNode ?? parent))]
  for (const sibling of siblings.slice(0, Math.max(0, siblings.indexOf(/** @type {ChildNode} */ (element)))).reverse()) {
    if (holders.has(sibling) || (isElement(sibling) && holdsNoText(sibling))) continue
    const text = isElement(sibling) ? textOf(sibling) : sibling.nodeValue ?? ''
    if (isLabel(text)) return text
  }
  return ''
}

/** @param {{ place: Place, texts: string[] }[]} lines @returns {LiveGrid} */
function gridOf(lines) {
  const written = lines.map(({ texts }) => texts.flatMap(withParts))
  const width = Math.max(...written.map((texts) => texts.length))
  /** @type {GridCell[]} */
  const cells = []
  /** @type {LiveGrid['cells']} */
  const places = new Map()
  lines.forEach(({ place }, row) => {
    const texts = written[row] ?? []
    texts.forEach((text, index) => cells.push({ row, column: width - texts.length + index, text }))
    cells.push({ row, column: width, text: '', field: true })
    places.set(`${row},${width}`, { element: place.element, places: [place] })
  })
  return { grid: { before: lines[0]?.texts.join(' ') ?? '', cells }, cells: places }
}

/** @param {string} text */
function withParts(text) {
  const parts = text.split(BETWEEN).filter(isLabel)
  return parts.length > 1 ? [text, ...parts] : [text]
}
