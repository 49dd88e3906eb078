/**
 * The one-tag way in: a script tag says which pack and which form.
 *
 * In: the tag's attributes. Out: an attached form. A mistake is told in the console and the page goes on. Must not know:
 * what attaching does.
 */
import { all, attributeOf, pageOf } from './host.js'
import { TAG } from './names.js'

/** @import { AttachOptions, Language } from './contract.js' */

/** The tags that load a module. @param {string} address */
export function tagsOf(address) {
  return all(document, `script[${TAG.pack}]`).filter((tag) => new URL(attributeOf(tag, 'src') ?? '', document.baseURI).href === address)
}

/**
 * @param {Element[]} tags those that say no pack are passed over
 * @param {(form: string, options: AttachOptions) => Promise<unknown>} attach
 */
export function startFromTag(tags, attach) {
  for (const tag of tags) {
    if (attributeOf(tag, TAG.pack) === null) continue
    attach(attributeOf(tag, TAG.form) ?? 'form', optionsOf(tag)).catch((mistake) => console.error(mistake))
  }
}

/** A pack's name, or `#id` of the element that holds its text. @param {Element} tag @returns {string | { text: string }} */
function packOf(tag) {
  const named = attributeOf(tag, TAG.pack) ?? ''
  const [holder] = named.startsWith('#') ? all(pageOf(tag), named) : []
  if (holder === undefined) return named
  return { text: (holder instanceof HTMLTemplateElement ? holder.content : holder).textContent ?? '' }
}

/** @param {Element} tag @returns {AttachOptions} */
function optionsOf(tag) {
  const panel = attributeOf(tag, TAG.panel)
  const fields = attributeOf(tag, TAG.fields)
  const lang = attributeOf(tag, TAG.lang)
  const send = attributeOf(tag, TAG.send)
  return {
    pack: packOf(tag),
    block: attributeOf(tag, TAG.block) !== null,
    ...(panel ? { panel: panel === 'none' ? false : panel } : {}),
    ...(fields ? { fields } : {}),
    ...(lang ? { lang: /** @type {Language} */ (lang) } : {}),
    ...(send ? { send } : {}),
  }
}
