/**
 * Declarations → the API reference: every door of the package with what it exports, and the values that cross them.
 *
 * In: the folder of declarations, and the scripts, for what each says of itself. Out: a page. Must not know: how declarations are made, the frame around a page.
 */
import { parse } from '@babel/parser'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { escapeHtml, slug } from './markdown.mjs'

/** @import { Heading } from './markdown.mjs' */

/** @typedef {{ name: string, kind: 'function' | 'class' | 'type', signature: string, doc: Doc, members: Item[] }} Item */
/** @typedef {{ text: string, tags: { tag: string, text: string }[] }} Doc */
/** @typedef {{ title: string, doc: Doc, items: Item[] }} Door */

const WWW = join(ROOT, 'www')

/** The names of the package, each with the file of its declarations. */
const DOORS = [
  ['gouji', 'page.d.ts'], ['gouji/slim', 'slim.d.ts'], ['gouji/js', 'js.d.ts'], ['gouji/engine', 'engine.d.ts'], ['gouji/import', 'import.d.ts'], ['gouji/author', 'author.d.ts'],
]
const VALUES = ['Records, results and options', 'contract.d.ts']

/** @param {string} comment what stands between the stars @returns {Doc} */
function readDoc(comment) {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/u, '').trimEnd())
  const parts = lines.join('\n').trim().split(/(?:^|(?<=\S) )@(?=(?:param|returns|throws|example|import|typedef|template|property|internal|type|extends)\b)/mu)
  const tags = parts.slice(1).map((part) => {
    const [, tag = '', text = ''] = /^(\w+)\s*([^]*)$/u.exec(part) ?? []
    return { tag, text: text.trim() }
  })
  return { text: (parts[0] ?? '').trim(), tags: tags.filter(({ tag }) => ['param', 'returns', 'throws', 'example'].includes(tag)) }
}

/** @param {any} node @returns {Doc} */
function docOf(node) {
  const comments = (node.leadingComments ?? []).filter((/** @type {any} */ each) => each.type === 'CommentBlock' && each.value.startsWith('*'))
  return readDoc(comments.at(-1)?.value.slice(1) ?? '')
}

/** @param {string} text as it is declared, on the left margin */
function tidy(text) {
  const lines = text.replace(/^export /u, '').replace(/^(?:declare|default) /u, '').split('\n')
  const indents = lines.slice(1).filter((line) => line.trim() !== '').map((line) => /^ */u.exec(line)?.[0].length ?? 0)
  const margin = Math.min(...indents, 4)
  return [lines[0], ...lines.slice(1).map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length)))].join('\n').replace(/;$/u, '')
}

/** @param {any} statement @param {string} source @returns {Item[]} */
function itemsOf(statement, source) {
  const node = statement.declaration
  if (node === null || node === undefined) return []
  const text = (/** @type {any} */ each) => tidy(source.slice(each.start, each.end))
  const doc = docOf(statement)
  if (node.type === 'ClassDeclaration') {
    const members = node.body.body.filter((/** @type {any} */ each) => each.key?.type === 'Identifier' && each.accessibility !== 'private' && each.kind !== 'constructor')
    const items = members.map((/** @type {any} */ each) => ({ name: each.key.name, kind: 'function', signature: text(each), doc: docOf(each), members: [] }))
    return [{ name: node.id.name, kind: 'class', signature: tidy(source.slice(node.start, node.body.start)).trim(), doc, members: items }]
  }
  if (node.type === 'TSDeclareFunction') return [{ name: node.id.name, kind: 'function', signature: text(node), doc, members: [] }]
  if (node.type === 'VariableDeclaration') return [{ name: node.declarations[0].id.name, kind: 'function', signature: text(node), doc, members: [] }]
  return node.id ? [{ name: node.id.name, kind: 'type', signature: text(node), doc, members: [] }] : []
}

/** @param {string} folder @param {string} file @returns {Item[]} what a file exports, and what it hands on */
function readFile(folder, file) {
  const source = readFileSync(join(folder, file), 'utf8')
  const program = parse(source, { sourceType: 'module', plugins: [['typescript', { dts: true }]], attachComment: true }).program
  /** What it hands on from elsewhere comes after its own. @type {Item[]} */
  const handedOn = []
  const items = program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return []
    if (!statement.source) return itemsOf(statement, source)
    const handed = readFile(folder, join(file, '..', statement.source.value.replace(/\.js$/u, '.d.ts')))
    const names = statement.specifiers.map((each) => (each.exported.type === 'Identifier' ? each.exported.name : each.exported.value))
    handedOn.push(...handed.filter(({ name }) => names.includes(name)))
    return []
  })
  return [...items, ...handedOn]
}

/** What a script says of itself to whoever uses it: the first lines of its file, and its examples. @param {string} script @returns {Doc} */
function openingOf(script) {
  const { text, tags } = readDoc(/^\s*\/\*\*([^]*?)\*\//u.exec(readFileSync(script, 'utf8'))?.[1] ?? '')
  return { text: text.split('\n\n')[0] ?? '', tags }
}

/** @param {string} text with `code` and line breaks of its own */
const prose = (text) => text.split(/\n{2,}/u).map((part) => `<p>${escapeHtml(part.replace(/\n/gu, ' ')).replace(/`([^`]+)`/gu, '<code>$1</code>')}</p>`).join('\n')

/** @param {string} signature @param {Map<string, string>} places where each name is described */
const code = (signature, places) => `<div class="code"><pre tabindex="0"><code>${escapeHtml(signature).replace(/\b[A-Z]\w+\b/gu, (name) => (places.has(name) ? `<a href="#${places.get(name)}">${name}</a>` : name))}\n</code></pre></div>`

/** @param {string} text */
const withoutType = (text) => text.replace(/^\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}\s*/u, '')

/** @param {Doc} doc */
function drawDoc({ text, tags }) {
  const params = tags.filter(({ tag }) => tag === 'param').map(({ text: said }) => /^\[?([\w.]+)[^\]\s]*\]?\s*-?\s*([^]*)$/u.exec(withoutType(said)) ?? [])
  const told = params.filter(([, , what]) => what)
  const rows = told.map(([, name, what]) => `<dt><code>${escapeHtml(String(name))}</code></dt><dd>${prose(String(what))}</dd>`)
  const others = tags.filter(({ tag }) => tag === 'returns' || tag === 'throws').map(({ tag, text: said }) => [tag, withoutType(said)]).filter(([, said]) => said)
  rows.push(...others.map(([tag, said]) => `<dt>${tag}</dt><dd>${prose(String(said))}</dd>`))
  const examples = tags.filter(({ tag }) => tag === 'example').map(({ text: said }) => `<div class="code"><pre tabindex="0"><code>${escapeHtml(said)}\n</code></pre></div>`)
  return [text ? prose(text) : '', rows.length > 0 ? `<dl>${rows.join('\n')}</dl>` : '', ...examples].filter(Boolean).join('\n')
}

/** @param {string} door @param {string} name */
const placeOf = (door, name) => `${slug(door)}.${name}`

/** @param {Item} item @param {string} door @param {Map<string, string>} places */
function drawItem(item, door, places) {
  const id = placeOf(door, item.name)
  const members = item.members.map((member) => `<h4 id="${id}.${member.name}">${escapeHtml(member.name)}</h4>\n${code(member.signature, places)}\n${drawDoc(member.doc)}`)
  return `<h3 id="${id}"><a class="anchor" href="#${id}">${escapeHtml(item.name)}</a></h3>\n${code(item.signature, places)}\n${drawDoc(item.doc)}\n${members.join('\n')}`
}

/** @param {string} folder of declarations @returns {{ title: string, html: string, headings: Heading[] }} */
export function referencePage(folder) {
  const adapters = readdirSync(join(folder, 'adapters')).filter((name) => name.endsWith('.d.ts')).sort()
  const named = [...DOORS, ...adapters.map((name) => [`gouji/adapters/${name.slice(0, -'.d.ts'.length)}`, `adapters/${name}`]), VALUES]
  // The plain adapter is a part of the page's own door.
  const doors = named.filter(([, file]) => file !== 'adapters/native.d.ts').map(([title = '', file = '']) => ({
    title, items: readFile(folder, file), doc: openingOf(join(WWW, file === VALUES[1] ? file : file.replace(/\.d\.ts$/u, '.js'))),
  }))
  const places = new Map(doors.flatMap(({ title, items }) => items.map(({ name }) => /** @type {[string, string]} */ ([name, placeOf(title, name)]))))
  const title = 'API reference'
  const sections = doors.map(({ title: door, doc, items }) => `<h2 id="${slug(door)}"><a class="anchor" href="#${slug(door)}">${escapeHtml(door)}</a></h2>\n${drawDoc(doc)}\n${items.map((item) => drawItem(item, door, places)).join('\n')}`)
  const html = `<h1 id="api-reference">${title}</h1>\n<p>What each name of the package exports, from its types. The command line and the pack language have pages of their own; what crosses the doors stands <a href="#${slug(VALUES[0] ?? '')}">at the end</a>.</p>\n${sections.join('\n')}\n`
  return { title, html, headings: [{ depth: 1, text: title, id: 'api-reference' }, ...doors.map(({ title: door }) => ({ depth: 2, text: door, id: slug(door) }))] }
}
