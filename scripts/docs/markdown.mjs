/**
 * Markdown → HTML with what the site needs besides: an id for every heading, as the forge makes them, links that lead to the
 * site's own pages, tables that scroll by themselves, a way from each pack to the editor.
 *
 * In: a text, and how a link is answered. Out: the title, the HTML, its headings, its blocks of code. Must not know: files,
 * the frame around a page.
 */
import { Marked } from 'marked'

/** @typedef {{ depth: number, text: string, id: string }} Heading */
/** @typedef {{ language: string, text: string, line: number }} Block */
/** @typedef {{ title: string, html: string, headings: Heading[], blocks: Block[] }} Rendered */

/**
 * @typedef {object} Surroundings
 * @property {(target: string) => string} link where a link of the text leads on the site
 * @property {(text: string) => string | undefined} [tryOut] the address at which a pack can be tried, with the words for it
 * @property {string} [tryWords]
 */

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

/** As the forge does it: letters and digits of any script, spaces as dashes. @param {string} text */
export const slug = (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replace(/ /gu, '-')

/** @param {string} source @returns {Block[]} the fenced blocks, each with the line of its fence */
export function blocksOf(source) {
  /** @type {Block[]} */
  const blocks = []
  /** @type {Block | undefined} */
  let open
  source.split('\n').forEach((line, index) => {
    if (open !== undefined && line.trimEnd() === '```') {
      blocks.push(open)
      open = undefined
    } else if (open !== undefined) open.text += `${line}\n`
    else if (line.startsWith('```')) open = { language: line.slice(3).trim(), text: '', line: index + 1 }
  })
  return blocks
}

/** What a block of a manual is run as: a piece goes on from the pack above it. @param {Block[]} blocks @returns {Map<string, string>} the block's text → the whole pack */
function wholePacks(blocks) {
  /** @type {Map<string, string>} */
  const whole = new Map()
  let pack = ''
  for (const { language, text } of blocks) {
    if (language === 'gouji-mistake') whole.set(text, text)
    if (language !== 'gouji') continue
    pack = text.startsWith('report ') ? text : pack + text
    whole.set(text, pack)
  }
  return whole
}

/** @param {string} source @param {Surroundings} surroundings @returns {Rendered} */
export function render(source, { link, tryOut, tryWords = '' }) {
  /** @type {Heading[]} */
  const headings = []
  /** @type {Map<string, number>} */
  const taken = new Map()
  const blocks = blocksOf(source)
  const packs = wholePacks(blocks)

  /** @param {string} text */
  const freshId = (text) => {
    const id = slug(text)
    const count = taken.get(id) ?? 0
    taken.set(id, count + 1)
    return count === 0 ? id : `${id}-${count}`
  }

  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens)
        const text = html.replace(/<[^>]*>/gu, '').replace(/&(amp|lt|gt|quot|#39);/gu, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[/** @type {'amp'} */ (name)])
        const id = freshId(text)
        headings.push({ depth, text, id })
        return depth === 1 ? `<h1 id="${id}">${html}</h1>\n` : `<h${depth} id="${id}"><a class="anchor" href="#${id}">${html}</a></h${depth}>\n`
      },
      link({ href, title, tokens }) {
        return `<a href="${escapeHtml(link(href))}"${title ? ` title="${escapeHtml(title)}"` : ''}>${this.parser.parseInline(tokens)}</a>`
      },
      image({ href, text }) {
        return `<img src="${escapeHtml(link(href))}" alt="${escapeHtml(text)}">`
      },
      table(token) {
        const cells = (/** @type {import('marked').Tokens.TableCell[]} */ row, /** @type {'th' | 'td'} */ tag) => row.map((cell, index) => {
          const align = token.align[index]
          return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${align ? ` class="${align}"` : ''}>${this.parser.parseInline(cell.tokens)}</${tag}>`
        }).join('')
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>\n`).join('')
        return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(token.header.map((cell) => cell.text).join(' · '))}"><table>\n<thead><tr>${cells(token.header, 'th')}</tr></thead>\n<tbody>\n${rows}</tbody>\n</table></div>\n`
      },
      code({ text, lang }) {
        const address = packs.has(`${text}\n`) ? tryOut?.(packs.get(`${text}\n`) ?? '') : undefined
        const way = address === undefined ? '' : `<p class="try"><a href="${escapeHtml(address)}">${escapeHtml(tryWords)}</a></p>\n`
        return `<div class="code">${way}<pre tabindex="0"><code${lang ? ` class="language-${escapeHtml(lang)}"` : ''}>${escapeHtml(text)}\n</code></pre></div>\n`
      },
    },
  })
  const html = /** @type {string} */ (marked.parse(source))
  const title = headings.find(({ depth }) => depth === 1)?.text ?? ''
  return { title, html, headings, blocks }
}
