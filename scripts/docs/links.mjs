/**
 * A built site → the links that lead nowhere: every address on every page, with its anchor.
 *
 * In: the site's folder. Out: a sentence for each broken link. Must not know: what the pages were made from. Rust's own pages
 * are rustdoc's affair: they are led to, not looked through.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const OTHERS = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/iu

/** @param {string} text */
const unescaped = (text) => text.replace(/&quot;/gu, '"').replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&#39;/gu, "'").replace(/&amp;/gu, '&')

/** @param {string} html */
const withoutComments = (html) => html.replace(/<!--[^]*?-->/gu, '')

/** @param {string} html */
const anchorsIn = (html) => new Set([...withoutComments(html).matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => unescaped(String(id))))

/** @param {string} html */
const targetsIn = (html) => [...withoutComments(html).matchAll(/\s(?:href|src)="([^"]*)"/gu)].map(([, target]) => unescaped(String(target)))

/** @param {string} site @returns {string[]} the pages of the site's own making */
export function pagesIn(site) {
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.html') && !name.startsWith(`rust${sep}`)).sort()
}

/** @param {string} site @returns {string[]} */
export function brokenLinks(site) {
  /** @type {Map<string, Set<string>>} */
  const anchors = new Map()
  const anchorsOf = (/** @type {string} */ file) => {
    const known = anchors.get(file) ?? anchorsIn(readFileSync(file, 'utf8'))
    anchors.set(file, known)
    return known
  }
  return pagesIn(site).flatMap((name) => {
    const page = join(site, name)
    return targetsIn(readFileSync(page, 'utf8')).flatMap((target) => {
      if (target === '' || OTHERS.test(target)) return []
      const [path = '', anchor = ''] = target.split('#')
      const file = path === '' ? page : join(dirname(page), decodeURIComponent(path.split('?')[0] ?? ''))
      const found = existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file
      if (relative(site, found).startsWith('..')) return [`${name}: ${target} leads out of the site`]
      if (!existsSync(found)) return [`${name}: ${target} is not there`]
      // What stands behind # on a page of the program's own is read by its script.
      if (anchor === '' || !found.endsWith('.html') || relative(site, found).startsWith(`app${sep}`)) return []
      return anchorsOf(found).has(decodeURIComponent(anchor)) ? [] : [`${name}: ${target}: there is no such place on that page`]
    })
  })
}
