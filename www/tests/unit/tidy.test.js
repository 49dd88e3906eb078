/** What the shipped scripts and the style sheet keep to. Each failure names the file. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ATTRIBUTE, CLASS, OWN, PROPERTY } from '../../names.js'

const ROOT = new URL('../../', import.meta.url)
const LONGEST_FILE = 280

const shipped = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.js$/u.test(name) && !/^(tests|wasm|wasm-import|wasm-author|examples)\//u.test(name) && name !== 'sample.js')
  .map((name) => ({ name, text: readFileSync(new URL(name, ROOT), 'utf8') }))
const styles = readFileSync(new URL('gouji.css', ROOT), 'utf8')

/** Code without its comments. @param {string} text */
const code = (text) => text.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*\/\/.*$/gmu, '')

/** @param {RegExp} pattern @param {string[]} [allowed] files that may */
const filesWith = (pattern, allowed = []) => shipped.filter(({ name, text }) => !allowed.includes(name) && pattern.test(code(text))).map(({ name }) => name)

test('there is something to look at', () => {
  assert.ok(shipped.some(({ name }) => name === 'gouji.js'))
  assert.ok(shipped.some(({ name }) => name === 'view/panel.js'))
})

test('nothing that was typed can become markup or code', () => {
  assert.deepEqual(filesWith(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(['"`]|srcdoc|createContextualFragment|parseFromString/u), [])
})

test('nothing is sent and nothing is stored', () => {
  assert.deepEqual(filesWith(/XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|\.cookie\b/u), [])
  assert.deepEqual(filesWith(/\bfetch\(/u, ['engine/beside.js', 'engine/source.js']), [], 'only the engine and the readers are loaded')
})

test('names.js alone spells what is put on a page', () => {
  assert.deepEqual(filesWith(/['"`.[]gouji-|data-gouji|['"`]gouji:(?:change|ready|unavailable|quarantined|reveal)|['"`]aria-(?:invalid|describedby)/u, ['names.js']), [])
})

test('only the view, the adapters and the hidden field write to the page', () => {
  const writers = filesWith(/(?<!#view)\.(?:append|prepend|before|replaceWith|insertBefore|remove)\(|setAttribute\(|\.textContent = /u)
  assert.deepEqual(writers.filter((name) => !/^(view|adapters|workbench|editor)\//u.test(name) && !['host.js', 'submission.js', 'classic/missing.js'].includes(name)), [])
})

test('the engine knows no page', () => {
  assert.deepEqual(shipped.filter(({ name, text }) => /^engine(\.js|\/)/u.test(name) && /\b(?:document|window|Element|HTMLElement)\b/u.test(code(text))).map(({ name }) => name), [])
})

test('a file can be read in one sitting, and begins with what it is for', () => {
  for (const { name, text } of shipped) {
    assert.ok(text.split('\n').length <= LONGEST_FILE, `${name} has more than ${LONGEST_FILE} lines: give its second concern a file`)
    assert.ok(text.startsWith('/**'), `${name} begins with no comment`)
  }
})

test('the style sheet styles what there is, and nothing else', () => {
  const classes = new Set(Object.values(CLASS))
  const used = new Set([...styles.matchAll(/\.(gouji-[a-z-]+)/gu)].map(([, name]) => String(name)))
  assert.deepEqual([...used].filter((name) => !(/** @type {Set<string>} */ (classes)).has(name)), [])
  const attributes = new Set([...Object.values(ATTRIBUTE), ...Object.values(OWN), 'hidden', 'open'])
  const asked = [...styles.matchAll(/\[([a-z-]+)/gu)].map(([, name]) => String(name))
  assert.deepEqual(asked.filter((name) => !(/** @type {Set<string>} */ (attributes)).has(name)), [])
  for (const property of Object.values(PROPERTY)) assert.ok(styles.includes(`var(${property})`), property)
})

test('every colour of the style sheet is a custom property', () => {
  const rules = styles.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*--gouji-[a-z-]+:.*$/gmu, '')
  const colours = [...rules.matchAll(/#[0-9a-f]{3,8}\b|\brgb[^;]*/gu)].map(([colour]) => colour)
  assert.deepEqual(colours, [])
})
