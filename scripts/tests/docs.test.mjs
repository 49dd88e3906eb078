/** The documentation: what its examples ask of the package is there, and what builds it does what it says. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkExamples, mistakesIn } from '../docs/examples.mjs'
import { brokenLinks } from '../docs/links.mjs'
import { blocksOf, render, slug } from '../docs/markdown.mjs'
import { pages } from '../docs/pages.mjs'

test('the JavaScript of the documentation holds by the types of the package', async () => {
  const { examples, mistakes } = await checkExamples()
  assert.ok(examples > 10, `only ${examples} examples`)
  assert.deepEqual(mistakes, [])
})

test('what an example asks of gouji wrongly is found, what it asks of the reader is not', async () => {
  const found = await mistakesIn([{ place: 'x.md:1', text: "import { attach, gone } from 'gouji'\nawait attach('#a', { pack: 'x', adapter: theirs(table) })\n" }])
  assert.equal(found.length, 1)
  assert.match(String(found[0]), /^x\.md:1, line 1 .*gone/u)
})

test('what users need first is there in both languages', () => {
  for (const wanted of ['index', 'start', 'language', 'how', 'comparison', 'accessibility', 'privacy']) {
    assert.deepEqual(pages().filter(({ slug: name }) => name === wanted).map(({ language }) => language).sort(), ['en', 'zh-CN'], wanted)
  }
})

test('a heading has the anchor that the forge gives it, a second one of the same name another', () => {
  const { html, headings, title } = render('# 标题 `x`\n\n## 一、能填什么\n\n## Same & same\n\n## Same & same\n', { link: (target) => target })
  assert.equal(title, '标题 x')
  assert.deepEqual(headings.map(({ id }) => id), ['标题-x', '一能填什么', 'same--same', 'same--same-1'])
  assert.match(html, /<h2 id="一能填什么">/u)
  assert.equal(slug('What it isn’t'), 'what-it-isnt')
})

test('a piece of a pack is tried together with the pack above it', () => {
  /** @type {string[]} */
  const tried = []
  render('```gouji\nreport x "x"\n```\n\n```sh\nls\n```\n\n```gouji\nfigures\n  a "甲"\n```\n', {
    link: (target) => target,
    tryOut: (text) => { tried.push(text); return '#' },
  })
  assert.deepEqual(tried, ['report x "x"\n', 'report x "x"\nfigures\n  a "甲"\n'])
})

test('text of a page is shown, never run', () => {
  const { html } = render('# x\n\n```html\n<script>alert(1)</script>\n```\n', { link: (target) => target })
  assert.doesNotMatch(html, /<script/u)
  assert.match(html, /&lt;script&gt;/u)
})

test('blocks know their line', () => {
  assert.deepEqual(blocksOf('# x\n\n```js\na\nb\n```\n'), [{ language: 'js', text: 'a\nb\n', line: 3 }])
})

test('a link that leads nowhere is found: a file, an anchor, a way out of the site', (context) => {
  const site = mkdtempSync(join(tmpdir(), 'gouji-site-'))
  context.after(() => rmSync(site, { recursive: true, force: true }))
  mkdirSync(join(site, 'en'))
  writeFileSync(join(site, 'index.html'), '<a href="en/a.html#here">1</a><a href="en/">2</a><a href="https://example.com/">3</a><!-- <a href="gone.html"> -->')
  writeFileSync(join(site, 'en/a.html'), '<h2 id="here"></h2><a href="#there">4</a><img src="gone.svg"><a href="../../up.html">5</a>')
  writeFileSync(join(site, 'en/index.html'), '<a href="../index.html">6</a>')
  assert.deepEqual(brokenLinks(site), [
    'en/a.html: #there: there is no such place on that page',
    'en/a.html: gone.svg is not there',
    'en/a.html: ../../up.html leads out of the site',
  ])
})
