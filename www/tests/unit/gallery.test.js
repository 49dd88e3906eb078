/** The gallery: every page is listed, has its script and shows its lines. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const FOLDER = new URL('../../examples/', import.meta.url)
const read = (/** @type {string} */ name) => readFileSync(new URL(name, FOLDER), 'utf8')
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.html') && name !== 'index.html')
const MOST_LINES = 14
const guide = readFileSync(new URL('../../../docs/embedding.md', import.meta.url), 'utf8')

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

test('the guide leads to every page', () => {
  assert.deepEqual(pages.filter((page) => !guide.includes(`(../www/examples/${page})`)), [])
})

test('the lines that the guide shows are those that run', () => {
  const shown = [...guide.matchAll(/\[source\]\(\.\.\/www\/examples\/([a-z-]+)\.js\)\):\n\n```js\n([\s\S]*?)\n```/gu)]
  assert.ok(shown.length > 8, `${shown.length} blocks`)
  for (const [, name, lines] of shown) assert.equal(lines, /\/\/ ↓ gouji\n([\s\S]*?)\n\/\/ ↑/u.exec(read(`${name}.js`))?.[1], name)
})
