/** dist/ → dist/integrity.json: for each file that a page may load, the hash that its tag's `integrity` asks for. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} dist */
export function writeIntegrity(dist) {
  const names = readdirSync(dist).filter((name) => /\.(?:js|css|wasm)$/u.test(name)).sort()
  const hashes = names.map((name) => [name, `sha384-${createHash('sha384').update(readFileSync(join(dist, name))).digest('base64')}`])
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`)
}
