/**
 * Plain HTML: inputs, selects, text areas, and figures that the page shows as text.
 *
 * In: a form or any element that holds fields, in its own tree, in open shadow roots and in frames of the same origin. Out:
 * places, their texts, and word of what moved. Serves every library whose fields are real inputs. Must not know: packs,
 * cells, results.
 */
import { follow } from '../following.js'
import { all, attributeOf, closest, contains, dispatch, isElement, documentHas, kindOf, rootOf, pageOf, parentOf, windowOf } from '../host.js'
import { ATTRIBUTE, CLASS } from '../names.js'
import { rootsIn } from '../roots.js'

/** @import { Adapter, Place } from '../contract.js' */

/** Kinds of input that hold no figure. */
const NOT_FIGURES = new Set(['button', 'submit', 'reset', 'image', 'file', 'password', 'checkbox', 'radio', 'color', 'range'])
const FIELDS = 'input, select, textarea'

/** @param {Element} form @returns {Adapter} */
export function native(form) {
  /** @type {WeakMap<Element, Place>} */
  const places = new WeakMap()
  /** @param {Element} element */
  const placeOf = (element) => {
    const place = places.get(element) ?? describe(element)
    places.set(element, place)
    return Object.assign(place, { writable: isWritable(element), visible: isShown(element), address: addressOf(element), names: namesOf(element) })
  }
  return {
    cells: () => withFaces(fieldsOf(form).map(placeOf)),
    shown: placeOf,
    read: (place) => textOf(place.element),
    write: (place, text) => type(place.element, text),
    follow: (heard) => follow(form, heard),
  }
}

/** A component may keep what the page says on the element around its field. @param {Element} element */
function addressOf(element) {
  const named = closest(element, `[${ATTRIBUTE.cell}]`)
  return named && attributeOf(named, ATTRIBUTE.cell)
}

/** Fields inside the form, fields elsewhere that name it, and text that the page itself calls a cell. @param {Element} form */
function fieldsOf(form) {
  const inside = rootsIn(form).flatMap((root) => all(root, `${FIELDS}, [${ATTRIBUTE.cell}]`)).filter((element) => isField(element) || all(element, FIELDS).length === 0)
  const id = attributeOf(form, 'id')
  const elsewhere = id && isForm(form)
    ? all(/** @type {Document | ShadowRoot} */ (rootOf(form)), FIELDS).filter((field) => attributeOf(field, 'form') === id && !contains(form, field))
    : []
  return [...inside, ...elsewhere].filter((field) => !NOT_FIGURES.has(attributeOf(field, 'type')?.toLowerCase() ?? '')
    && closest(field, `.${CLASS.panel}`) === null)
}

/** @param {Element} element */
const isForm = (element) => kindOf(element) === 'form'

/** @param {Element} element @returns {element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
const isField = (element) => ['input', 'select', 'textarea'].includes(kindOf(element))

/** @param {Element} element */
const isWritable = (element) => (isField(element)
  ? !Element.prototype.matches.call(element, ':disabled') && attributeOf(element, 'readonly') === null
  : false)

/** @param {Element} element @returns {Place} */
const describe = (element) => ({ element, names: [], address: null, writable: false, visible: true })

/** @param {Element} element */
const namesOf = (element) => /** @type {string[]} */ ([attributeOf(element, 'name'), attributeOf(element, 'id')]
  .filter((name) => name !== null && name !== ''))

/** A field in a tab that is closed is shown as soon as the tab is; one that is hidden by itself stands for another. @param {Element} element */
const isShown = (element) => attributeOf(element, 'type') !== 'hidden'
  && windowOf(element).getComputedStyle(element).display !== 'none'

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
const textOf = (element) => (isField(element) ? element.value : (element.textContent ?? '').trim())

/**
 * Through the prototype's setter and with the events that typing gives: frameworks replace `value` on the element itself.
 * @param {Element} element
 * @param {string} text
 */
function type(element, text) {
  if (!isField(element)) return
  // Some libraries take a text over, and some pages check it, only from a field that was come to and is left.
  const away = documentHas('activeElement', pageOf(element)) !== element
  if (away) dispatch(element, new Event('focus'))
  const owner = { input: HTMLInputElement, select: HTMLSelectElement, textarea: HTMLTextAreaElement }[kindOf(element)]
  Object.getOwnPropertyDescriptor(owner?.prototype ?? {}, 'value')?.set?.call(element, text)
  dispatch(element, new Event('input', { bubbles: true, composed: true }))
  dispatch(element, new Event('change', { bubbles: true }))
  if (away) dispatch(element, new Event('blur'))
}
