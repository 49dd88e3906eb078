/**
 * Plain HTML: inputs, selects, text areas, and figures that the page shows as text.
 *
 * In: a form or any element that holds fields, in its own tree, in open shadow roots and in frames of the same origin. Out:
 * places, their texts, and word of what moved. Serves every library whose fields are real inputs. Must not know: packs,
 * cells, results.
 */
import { follow } from '../following.js'
import { mayBeFigure } from '../figures.js'
import { isCopy } from '../grids.js'
import { all, attributeOf, closest, contains, isField, kindOf, matches, parentOf, rootOf, styleOf } from '../host.js'
import { ATTRIBUTE, CLASS } from '../names.js'
import { closedIn, closestAround, hostOf, isClosed, rootsIn } from '../roots.js'
import { writeEditable, writeField } from '../writing.js'

/** @import { Adapter, Place } from '../contract.js' */

/** Kinds of input that hold no figure. */
const NOT_FIGURES = new Set(['button', 'submit', 'reset', 'image', 'file', 'password', 'checkbox', 'radio', 'color', 'range'])
const FIELDS = 'input, select, textarea'
/** What is edited as a whole, table and all, is an editor's. */
const EDITED = '[contenteditable]:not([contenteditable="false"])'
const LIST = '[role="combobox"][aria-haspopup="listbox"]'
const NOT_IN_EDITED = `${FIELDS}, table, td, th`

/** @param {Element} form @returns {Adapter} */
export function native(form) {
  /** @type {WeakMap<Element, Place>} */
  const places = new WeakMap()
  /** @param {Element} element */
  const placeOf = (element) => {
    const place = places.get(element) ?? describe(element)
    places.set(element, place)
    const list = isList(element)
    return Object.assign(place, { writable: isWritable(element) && !list, chosen: list && isEnabled(element), visible: isShown(element), address: addressOf(element), names: namesOf(element) })
  }
  return {
    cells: () => withFaces(fieldsOf(form).map(placeOf)),
    shown: placeOf,
    read: (place) => textOf(place.element),
    write: ({ element }, text) => { if (hasValue(element)) writeField(element, text); else if (isWritable(element)) writeEditable(element, text) },
    follow: (heard) => follow(form, heard),
  }
}

/** A component may keep what the page says on the element around its field. @param {Element} element */
function addressOf(element) {
  const named = closestAround(element, `[${ATTRIBUTE.cell}]`)
  return named && attributeOf(named, ATTRIBUTE.cell)
}

/** Fields inside the form, fields elsewhere that name it, and text that is edited or that the page itself calls a cell. @param {Element} form */
function fieldsOf(form) {
  const roots = rootsIn(form)
  const inside = roots.flatMap((root) => all(root, `${FIELDS}, ${EDITED}, [${ATTRIBUTE.cell}]`)).filter((element) => hasValue(element) || isText(element))
  const id = attributeOf(form, 'id')
  const elsewhere = id && isForm(form)
    ? all(/** @type {Document | ShadowRoot} */ (rootOf(form)), FIELDS).filter((field) => attributeOf(field, 'form') === id && !contains(form, field))
    : []
  return [...new Set([...inside, ...closedIn(form).filter(hasValue), ...elsewhere])].filter((field) => !NOT_FIGURES.has(attributeOf(field, 'type')?.toLowerCase() ?? '')
    && closest(field, `.${CLASS.panel}`) === null)
}

/** No component that has a field of its own. @param {Element} element */
const isText = (element) => rootsIn(element).every((root) => all(root, attributeOf(element, ATTRIBUTE.cell) === null ? NOT_IN_EDITED : `${FIELDS}, ${EDITED}`).length === 0)

/** @param {Element} element */
const isForm = (element) => kindOf(element) === 'form'

/** A component whose field can't be seen answers for it. @param {Element} element @returns {element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
const hasValue = (element) => isField(element) || (isClosed(element) && 'value' in element && typeof element.value === 'string')

/** @param {Element} element */
const isWritable = (element) => (hasValue(element)
  ? isEnabled(element) && attributeOf(element, 'readonly') === null
  : matches(element, EDITED))

/** @param {Element} element */
const isEnabled = (element) => !matches(element, ':disabled, [aria-disabled="true"]')

/** A library's own list to choose from: what is typed there only searches it. @param {Element} element */
const isList = (element) => matches(element, LIST) || (!hasValue(element) && all(element, LIST).length > 0)

/** @param {Element} element @returns {Place} */
const describe = (element) => ({ element, names: [], address: null, writable: false, visible: true })

/** @param {Element} element @returns {string[]} */
function namesOf(element) {
  const names = /** @type {string[]} */ ([attributeOf(element, 'name'), attributeOf(element, 'id')].filter(Boolean))
  const component = names.length === 0 ? hostOf(element) : null
  return component ? namesOf(component) : names
}

/**
 * A field in a tab that is closed is shown as soon as the tab is; one that is hidden by itself stands for another.
 * @param {Element} element
 */
function isShown(element) {
  if (attributeOf(element, 'type') === 'hidden') return false
  return styleOf(element).display !== 'none' && !isCopy(element)
}

/**
 * Some libraries hide the named field and draw another beside it, in which a person types: that one takes over the name.
 * @param {Place[]} places
 * @returns {Place[]}
 */
function withFaces(places) {
  /** @type {Map<Element | null, Place[]>} */
  const nameless = new Map()
  for (const place of places) {
    if (!place.visible || place.names.length > 0) continue
    const around = parentOf(place.element)
    nameless.set(around, [...(nameless.get(around) ?? []), place])
  }
  return places.filter((place) => {
    if (place.visible || nameless.size === 0) return true
    const [face, second] = nameless.get(parentOf(place.element)) ?? nameless.get(place.element.nextElementSibling) ?? []
    if (face === undefined || second !== undefined) return true
    face.names = [...new Set([...face.names, ...place.names])]
    face.address ??= place.address
    return false
  })
}

/** @param {Element} element */
const textOf = (element) => (hasValue(element) ? element.value || chosenBeside(element) : (element.textContent ?? '').trim())

/** Libraries draw lists to choose from as an empty field, with what was chosen as text beside it. @param {Element} field */
function chosenBeside(field) {
  if (attributeOf(field, 'role') !== 'combobox') return ''
  for (let around = parentOf(field); around && all(around, FIELDS).length === 1; around = parentOf(around)) {
    const text = (around.textContent ?? '').trim()
    if (text !== '') return mayBeFigure(text) ? text : ''
  }
  return ''
}
