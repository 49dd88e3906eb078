/** package-lock.json → node_modules. Does nothing where every locked package is there already. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endOfLog, Failure, findProgram, longStep, ROOT } from '../command.mjs'

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>} package folder → entry
 */
function lockedPackages(path) {
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return {} // an interrupted npm may leave half a file
  }
}

/** @param {string} folder */
function isComplete(folder) {
  const installed = lockedPackages(join(folder, 'node_modules', '.package-lock.json'))
  return Object.entries(lockedPackages(join(folder, 'package-lock.json'))).every(
    ([folder, entry]) => folder === '' || entry.optional || installed[folder]?.version === entry.version,
  )
}

/** @returns {{ program: string, args: string[] }} how npm is started on this machine */
function npm() {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return { program: process.execPath, args: [script] }
  const program = findProgram('npm')
  if (program === undefined) throw new Failure('npm was not found. It comes with Node.js: https://nodejs.org')
  return { program, args: [] }
}

/**
 * Installs the packages that a folder's lock file names.
 * @param {string} [folder]
 * @param {{ what?: string, time?: string }} [wording] what is installed, and how long that takes
 */
export async function ensureNodePackages(folder = ROOT, { what = 'the npm packages', time = '10 to 30 seconds' } = {}) {
  if (isComplete(folder)) return
  const { program, args } = npm()
  // No package of ours needs its install script, so none is run.
  const words = [...args, 'ci', '--ignore-scripts', '--prefix', folder]
  const fine = await longStep(`Installing ${what}`, `usually ${time}`, program, words)
  if (!fine) throw new Failure(`${endOfLog()}\n${what[0]?.toUpperCase()}${what.slice(1)} could not be installed. Once the registry can be reached, run the command again.`)
}
