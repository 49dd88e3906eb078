/**
 * What of others is compiled or bundled into the package → dist/NOTICES.txt, with the licences under which it is: they ask for
 * their texts to travel with it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../command.mjs'
import { crates } from '../release/crates.mjs'

/** What esbuild bundles into the scripts. */
const BUNDLED = ['fflate']

const TEXT = /^(?:licen[cs]e|copying|unlicense)/iu
const SHORTEST = /^licen[cs]e[-_.]?mit/iu

/** Of licences to choose from one text, the shortest; of those that hold together every one. @param {string} folder @param {string} licence */
function textIn(folder, licence) {
  const names = readdirSync(folder).filter((name) => TEXT.test(name)).sort()
  const wanted = / AND /u.test(licence) ? names : [names.find((name) => SHORTEST.test(name)) ?? names[0]].filter((name) => name !== undefined)
  return wanted.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n') || undefined
}

/** @returns {{ called: string, text: string | undefined }[]} */
function works() {
  const compiled = crates().map(({ name, version, license, manifest_path: manifest }) => (
    { called: `${name} ${version} (${license})`, text: textIn(dirname(manifest), license ?? '') }))
  const bundled = BUNDLED.map((name) => {
    const folder = join(ROOT, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { called: `${name} ${version} (${license})`, text: textIn(folder, license) }
  })
  return [...compiled, ...bundled, { called: 'the Rust standard library (MIT OR Apache-2.0)', text: undefined }]
}

/** @param {string} dist */
export function writeNotices(dist) {
  /** @type {Map<string, string[]>} */
  const byText = new Map()
  for (const { called, text = 'Its archive holds no text of the licence; the standard text of the one named above applies.' } of works()) {
    byText.set(text, [...byText.get(text) ?? [], called])
  }
  const parts = [...byText].map(([text, called]) => `${called.join('\n')}\n\n${text}\n`)
  writeFileSync(join(dist, 'NOTICES.txt'), `gouji is made with the following works of others.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`)
}
