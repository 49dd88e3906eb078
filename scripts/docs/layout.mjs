/**
 * A page's content → the whole page: masthead, contents of the site, contents of the page, the other language.
 *
 * In: what was rendered, and the pages there are. Out: HTML without a script and without anything from elsewhere. Must not
 * know: where the content comes from.
 */
import { posix } from 'node:path'
import { escapeHtml } from './markdown.mjs'

/** @import { Heading } from './markdown.mjs' */
/** @import { Language } from './pages.mjs' */

/** @typedef {{ path: string, title: string, language: Language, slug: string }} Entry */

const WORDS = {
  'zh-CN': {
    name: '勾稽', start: '首页', other: 'English', contents: '目录', onPage: '本页内容', skip: '跳到正文', tools: '试用',
    sample: '填表示例', workbench: '核对已有的报告', editor: '写规则包', reference: '接口参考', rust: 'Rust 文档', foot: '本站不做统计，不向外发送请求。',
  },
  en: {
    name: 'gouji', start: 'Start', other: '中文', contents: 'Contents', onPage: 'On this page', skip: 'Skip to the text', tools: 'Try it',
    sample: 'Sample form', workbench: 'Check existing reports', editor: 'Write a rule pack', reference: 'API reference', rust: 'Rust documentation', foot: 'This site counts nobody and asks for nothing from elsewhere.',
  },
}

/** A path of the site, as it is said on a page. @param {string} from @param {string} to */
export const relative = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to)

/**
 * @param {Entry & { html: string, headings: Heading[] }} page
 * @param {Entry[]} all every page of the site, in the order of its contents
 * @param {{ rust: boolean }} options whether the Rust documentation is there
 */
export function layOut(page, all, { rust }) {
  const words = WORDS[page.language]
  const to = (/** @type {string} */ path) => escapeHtml(relative(page.path, path))
  const twin = all.find(({ slug, language }) => slug === page.slug && language !== page.language)
  const start = page.language === 'en' ? 'en/index.html' : 'index.html'
  const other = twin?.path ?? (page.language === 'en' ? 'index.html' : 'en/index.html')
  const own = all.filter(({ language }) => language === page.language)
  // What there is in one language only is offered in the other one too.
  const foreign = all.filter(({ language, slug }) => language !== page.language && !own.some((entry) => entry.slug === slug))
  const item = (/** @type {string} */ path, /** @type {string} */ title, /** @type {string} */ lang = page.language) => `<li><a href="${to(path)}"${path === page.path ? ' aria-current="page"' : ''}${lang === page.language ? '' : ` lang="${lang}" hreflang="${lang}"`}>${escapeHtml(title)}</a></li>`
  const list = [
    ...own.map(({ path, title, slug }) => item(path, slug === 'index' ? words.start : title)),
    ...foreign.map(({ path, title, language }) => item(path, title, language)),
    ...(rust ? [item('rust/gouji/index.html', words.rust, 'en')] : []),
  ]
  const language = page.language === 'en' ? '#lang=en' : ''
  const tools = [['app/index.html', words.sample], ['app/workbench.html', words.workbench], [`app/editor.html${language}`, words.editor]]
  const sections = page.headings.filter(({ depth }) => depth === 2)
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}${page.slug === 'index' ? '' : ` · ${words.name}`}</title>
<link rel="icon" href="${to('app/icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('site.css')}">
${twin ? `<link rel="alternate" hreflang="${twin.language}" href="${to(twin.path)}">\n` : ''}</head>
<body class="page-${escapeHtml(page.slug)}">
<a class="skip" href="#text">${words.skip}</a>
<header class="masthead"><a class="brand" href="${to(start)}"><strong>勾稽</strong> <span lang="en">gouji</span></a>
<nav class="tools" aria-label="${words.tools}"><a class="to-contents" href="#contents">${words.contents}</a> ${tools.map(([path, title]) => `<a href="${to(String(path))}">${title}</a>`).join(' ')} <a class="language" href="${to(other)}" lang="${page.language === 'en' ? 'zh-CN' : 'en'}" hreflang="${page.language === 'en' ? 'zh-CN' : 'en'}">${words.other}</a></nav></header>
<div class="desk">
<main id="text">
${page.html}</main>
<nav class="contents" id="contents" aria-labelledby="contents-title"><p id="contents-title">${words.contents}</p><ul>
${list.join('\n')}
</ul></nav>
${sections.length > 1 ? `<nav class="sections" aria-label="${words.onPage}"><p>${words.onPage}</p><ul>\n${sections.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join('\n')}\n</ul></nav>` : '<div class="sections"></div>'}
</div>
<footer><p>${words.foot}</p></footer>
</body>
</html>
`
}
