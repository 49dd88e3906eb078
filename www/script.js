/**
 * The one-tag way in: a script tag says which pack and which form.
 *
 * In: the tag's attributes. Out: an attached form. A mistake is told in the console and the page goes on. Must not know:
 * what attaching does.
 */
import { all, attributeOf, pageOf } from './host.js'
import { TAG } from './names.js'
import { readerAt } from './reader.js'

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
    Promise.resolve().then(() => attach(attributeOf(tag, TAG.form) ?? 'form', optionsOf(tag, (name) => name)))
      .catch((mistake) => console.error(mistake))
  }
}

/** A pack's name, or `#id` of the element that holds its text. @param {Element} tag @param {string} named @returns {string | { text: string }} */
function packOf(tag, named) {
  const [holder] = named.startsWith('#') ? all(pageOf(tag), named) : []
  if (holder === undefined) return named
  return { text: (holder instanceof HTMLTemplateElement ? holder.content : holder).textContent ?? '' }
}

/**
 * @param {Element} tag
 * @param {(name: string) => string} spelled how the tag spells an attribute
 * @returns {AttachOptions}
 */
export function optionsOf(tag, spelled) {
  /** @param {string} name */
  const said = (name) => attributeOf(tag, spelled(name))
  const pack = said(TAG.pack)
  const panel = said(TAG.panel)
  const fields = said(TAG.fields)
  const lang = said(TAG.lang)
  const send = said(TAG.send)
  const readers = said(TAG.import)
  const read = readers ? readerAt(new URL(readers, document.baseURI).href) : undefined
  return {
    ...(pack === null ? {} : { pack: packOf(tag, pack) }),
    block: said(TAG.block) !== null,
    ...(panel ? { panel: panel === 'none' ? false : panel } : {}),
    ...(fields ? { fields: fields.startsWith('{"') ? JSON.parse(fields) : fields } : {}),
    ...(lang ? { lang: /** @type {Language} */ (lang) } : {}),
    ...(send ? { send } : {}),
    ...(read ? { read } : {}),
  }
}
