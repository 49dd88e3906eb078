/** The gallery: every page is listed, has its script and shows its lines. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const FOLDER = new URL('../../examples/', import.meta.url)
const read = (/** @type {string} */ name) => readFileSync(new URL(name, FOLDER), 'utf8')
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.html') && name !== 'index.html')
const MOST_LINES = 14
const guides = ['embedding.md', 'embedding.zh-CN.md'].map((name) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8'))

test('the index leads to every page, and to none that is not there', () => {
  const listed = [...read('index.html').matchAll(/<li><a href="([^"]+)"/gu)].map(([, page]) => page)
  assert.deepEqual([...listed].sort(), pages)
})

for (const page of pages) {
  test(`${page} loads its own script, which wires gouji in a few lines`, () => {
    const name = page.replace('.html', '')
    assert.match(read(page), new RegExp(`<script type="module" src="build/${name}.js"></script>`, 'u'))
    const lines = /\/\/ ↓ gouji\n([\s\S]*?)\n\/\/ ↑/u.exec(read(`${name}.js`))?.[1]
    assert.ok(lines, 'no lines between the arrows')
    assert.match(lines, /from 'gouji'/u)
    assert.ok(lines.split('\n').length <= MOST_LINES, `${lines.split('\n').length} lines`)
  })
}

for (const guide of guides) {
  const [title] = guide.split('\n', 1)
  test(`${title}: leads to every page`, () => {
    assert.deepEqual(pages.filter((page) => !guide.includes(`(../www/examples/${page})`)), [])
  })

  test(`${title}: the lines that are shown are those that run`, () => {
    const shown = [...guide.matchAll(/\[(?:source|源码)\]\(\.\.\/www\/examples\/([a-z-]+)\.js\)[)）][:：]\n\n```js\n([\s\S]*?)\n```/gu)]
    assert.ok(shown.length > 8, `${shown.length} blocks`)
    for (const [, name, lines] of shown) assert.equal(lines, /\/\/ ↓ gouji\n([\s\S]*?)\n\/\/ ↑/u.exec(read(`${name}.js`))?.[1], name)
  })
}

test('the guide says the same in both languages', () => {
  const [english, chinese] = guides.map((guide) => ({
    code: [...guide.matchAll(/```[\s\S]*?```/gu)].map(([block]) => block),
    headings: guide.match(/^##? /gmu)?.length,
    // A row's first version, and the places that it leads to.
    rows: guide.split('\n').filter((line) => line.startsWith('| [')).map((line) => [/\d+\.\d+\.\d+/u.exec(line)?.[0], ...line.matchAll(/\(([^)]*\.html)\)/gu)].map(String)),
    troubles: guide.match(/^\| /gmu)?.length,
  }))
  assert.deepEqual(chinese, english)
})
