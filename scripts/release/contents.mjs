/** The tarball's list of files, held to scripts/release/contents.txt. Files that only the package's own scripts name count by their kind. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outputOf, Failure, ROOT } from '../command.mjs'

const LIST = join(ROOT, 'scripts/release/contents.txt')

/** @returns {string[]} */
function packed() {
  const text = outputOf('npm', ['pack', '--ignore-scripts', '--dry-run', '--json'])
  if (text === undefined) throw new Failure('npm could not say what it would pack. Try: npm pack --dry-run')
  const names = JSON.parse(text)[0].files.map((/** @type {{ path: string }} */ { path }) => path.replace(/shared-\w{8}\.js$/u, 'shared-*.js'))
  return [...new Set(/** @type {string[]} */ (names))].sort()
}

/** @returns {string[]} complaints */
export function contentsComplaints() {
  const now = packed()
  const listed = readFileSync(LIST, 'utf8').trimEnd().split('\n')
  return [
    ...now.filter((name) => !listed.includes(name)).map((name) => `${name} is new in the package; if that is meant: npm run contents -- --accept`),
    ...listed.filter((name) => !now.includes(name)).map((name) => `${name} is missing from the package; if that is meant: npm run contents -- --accept`),
  ]
}

export function acceptContents() { writeFileSync(LIST, `${packed().join('\n')}\n`) }
