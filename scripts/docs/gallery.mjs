/**
 * The gallery of form systems → a page with what each of them takes: the very lines that its example page runs and the
 * browser tests hold.
 *
 * In: www/examples. Out: Markdown, in each language. Must not know: how a page looks, what the lines do.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'

/** @import { Language } from './pages.mjs' */

const FOLDER = join(ROOT, 'www', 'examples')

const WORDS = {
  'zh-CN': { title: '每种表单系统的接入', opening: '下面每一段都取自可以运行的示例页（`npm run examples`），并由测试在真实的浏览器里运行：在表单画出来以后执行。', source: '整页的源码' },
  en: { title: 'The lines for each form system', opening: 'Each passage is cut from an example page that runs (`npm run examples`) and that the tests run in real browsers. It is run once the form is drawn.', source: 'The whole page' },
}

/** @param {string} html the words of one language, where there are two: the other one stands in elements of its own */
function wordsOf(html, /** @type {Language} */ language) {
  const foreign = [...html.matchAll(/<span lang="en">([^<]*)<\/span>/gu)].map(([, text]) => String(text)).join(' ')
  const rest = html.replace(/<span lang="en">[^<]*<\/span>/gu, '').replace(/<[^>]*>/gu, ' ')
  return (language === 'en' && foreign !== '' ? foreign : rest).replace(/\s+/gu, ' ').replace(/^[\s·]+|[\s·]+$/gu, '')
}

/** What stands between the arrows of an example, as it would stand in one's own page. @param {string} name */
function linesOf(name) {
  const file = join(FOLDER, `${name}.js`)
  const lines = existsSync(file) ? /\/\/ ↓.*\n([\s\S]*?)\n\/\/ ↑/u.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  return lines?.replace(/^const start = (?:async )?\(\) => attach\(/mu, 'await attach(').trim()
}

/** @param {Language} language @returns {string} */
export function galleryPage(language) {
  const words = WORDS[language]
  const index = readFileSync(join(FOLDER, 'index.html'), 'utf8')
  const parts = [`# ${words.title}\n\n${words.opening}\n`]
  for (const [, heading, , href, name, note] of index.matchAll(/<h2>(.*?)<\/h2>|(<li><a href="([^"]+)\.html">([^<]*)<\/a>(.*?)<\/li>)/gu)) {
    if (heading !== undefined) parts.push(`## ${wordsOf(heading, language)}\n`)
    const lines = href === undefined ? undefined : linesOf(href)
    if (lines === undefined) continue
    const said = wordsOf(String(note), language)
    parts.push(`### ${name}\n`, `${said ? `${said}. `.replace(/\. $/u, language === 'en' ? '. ' : '。') : ''}[${words.source}](../www/examples/${href}.js)\n`, `\`\`\`js\n${lines}\n\`\`\`\n`)
  }
  return parts.join('\n')
}
