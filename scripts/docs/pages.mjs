/**
 * docs/ → the pages of the site: the folder is the registry. A page is Chinese when its title is; `NAME.md`,
 * `NAME.zh-CN.md` and `NAME.en.md` are one page in two languages.
 *
 * In: the folder. Out: where each page stands, in the order of the site's contents. Must not know: how a page looks.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { galleryPage } from './gallery.mjs'

/** @typedef {'zh-CN' | 'en'} Language */
/** @typedef {{ file: string, source: string, slug: string, language: Language, path: string }} Page `path` is from the site's root */

export const DOCS = join(ROOT, 'docs')

/** The contents, as a reader needs them; pages that aren't named here stand behind these, by name. */
const ORDER = ['index', 'start', 'systems', 'embedding', 'browsers', 'server', 'language', 'how', 'locating', 'performance', 'comparison', 'accessibility', 'privacy', 'limits', 'testing']

/** @param {string} slug */
const rank = (slug) => (ORDER.includes(slug) ? ORDER.indexOf(slug) : ORDER.length)

/** @param {string} source */
const isChinese = (source) => /\p{Script=Han}/u.test(/^# (.*)$/mu.exec(source)?.[1] ?? '')

/** @returns {Page[]} */
export function pages() {
  const files = readdirSync(DOCS).filter((name) => name.endsWith('.md')).sort()
  const texts = files.map((file) => ({ file, source: readFileSync(join(DOCS, file), 'utf8') }))
  // Made from the gallery: nothing that could grow old is written down twice.
  texts.push({ file: 'systems.zh-CN.md', source: galleryPage('zh-CN') }, { file: 'systems.md', source: galleryPage('en') })
  const found = texts.map(({ file, source }) => {
    const slug = file.slice(0, file.indexOf('.'))
    const language = /** @type {Language} */ (isChinese(source) ? 'zh-CN' : 'en')
    return { file, source, slug, language, path: language === 'en' ? `en/${slug}.html` : `${slug}.html` }
  })
  const twice = found.find((page, index) => found.findIndex(({ path }) => path === page.path) !== index)
  if (twice !== undefined) throw new Error(`docs/${twice.file}: there is another page "${twice.slug}" in this language`)
  return found.sort((one, other) => rank(one.slug) - rank(other.slug) || one.slug.localeCompare(other.slug, 'en'))
}
