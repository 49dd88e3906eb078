/** What the package ships beside its scripts: the engine's file, the style sheet, the packs as text and as modules. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'

const TYPES = `/** The pack's text, for \`attach(form, { pack: { text } })\` and \`load({ text })\`. */
declare const text: string
export default text
`

/** @param {import('./scripts.mjs').Parts} parts @param {string} dist */
export function copyFiles(parts, dist) {
  copyFileSync(join(parts.engine, 'gouji_bg.wasm'), join(dist, 'gouji.wasm'))
  copyFileSync(join(ROOT, 'www', 'gouji.css'), join(dist, 'gouji.css'))
  // For whoever imports it: compilers want every import to be typed.
  writeFileSync(join(dist, 'gouji.css.d.ts'), 'export {}\n')
  const packs = join(dist, 'packs')
  mkdirSync(packs, { recursive: true })
  for (const name of readdirSync(join(ROOT, 'packs')).filter((file) => file.endsWith('.gouji'))) {
    const text = readFileSync(join(ROOT, 'packs', name), 'utf8')
    const id = name.slice(0, -'.gouji'.length)
    writeFileSync(join(packs, name), text)
    writeFileSync(join(packs, `${id}.js`), `export default ${JSON.stringify(text)}\n`)
    writeFileSync(join(packs, `${id}.d.ts`), TYPES)
  }
}
