/** The version, which several files name → whether they agree, and whether the change log knows it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'

/** @returns {string[]} complaints */
export function versionComplaints() {
  const read = (/** @type {string} */ name) => readFileSync(join(ROOT, name), 'utf8')
  const { version } = JSON.parse(read('package.json'))
  const others = {
    'package-lock.json': JSON.parse(read('package-lock.json')).version,
    'Cargo.toml': /^version = "([^"]+)"/mu.exec(read('Cargo.toml'))?.[1],
    'Cargo.lock': /name = "gouji"\nversion = "([^"]+)"/u.exec(read('Cargo.lock'))?.[1],
  }
  const differing = Object.entries(others).filter(([, other]) => other !== version).map(([name, other]) => `${name} says ${other}, package.json ${version}`)
  return read('CHANGELOG.md').includes(version) ? differing : [...differing, `CHANGELOG.md has nothing on ${version}`]
}
