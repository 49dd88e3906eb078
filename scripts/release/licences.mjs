/** Everything that is compiled into what is published, and everything that makes it → its licences, held to a list. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { crates } from './crates.mjs'

/** Licences that ask for no more than a notice. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'ISC', 'MIT', 'MIT-0', 'Unicode-3.0', 'Unlicense', 'Zlib', 'CC0-1.0', 'BlueOak-1.0.0', 'Python-2.0'])
/** Of tools that only make or test the package and leave nothing in it. */
const TOOLS_ALLOWED = new Set([...ALLOWED, 'MPL-2.0', 'CC-BY-4.0', 'LGPL-2.1-or-later'])

/**
 * Whether an SPDX expression can be met with the licences of a list.
 * @param {string} expression
 * @param {Set<string>} allowed
 * @returns {boolean}
 */
export function isMet(expression, allowed = ALLOWED) {
  // Old crates write MIT/Apache-2.0 for either.
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|[^\s()]+/gu) ?? []
  let place = 0
  /** @returns {boolean} */
  const either = () => {
    let met = both()
    while (tokens[place] === 'OR') { place += 1; met = [both(), met].some(Boolean) }
    return met
  }
  /** @returns {boolean} */
  const both = () => {
    let met = one()
    while (tokens[place] === 'AND') { place += 1; met = [one(), met].every(Boolean) }
    return met
  }
  /** @returns {boolean} */
  const one = () => {
    if (tokens[place] === '(') {
      place += 1
      const met = either()
      place += 1
      return met
    }
    let name = tokens[place] ?? ''
    place += 1
    if (tokens[place] === 'WITH') { name += ` WITH ${tokens[place + 1]}`; place += 2 }
    return allowed.has(name)
  }
  return tokens.length > 0 && either() && place === tokens.length
}

/** @returns {string[]} complaints */
export function licenceComplaints() {
  const compiled = crates().filter(({ license }) => !isMet(license ?? ''))
    .map(({ name, version, license }) => `crate ${name} ${version}: ${license ?? 'no licence'}`)
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const tools = Object.entries(/** @type {{ [folder: string]: { license?: string, version?: string } }} */ (lock.packages))
    .filter(([folder, { license }]) => folder !== '' && !isMet(license ?? '', TOOLS_ALLOWED))
    .map(([folder, { version, license }]) => `npm package ${folder.replace(/^.*node_modules\//u, '')} ${version}: ${license ?? 'no licence'}`)
  return [...compiled, ...tools]
}
