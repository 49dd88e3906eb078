/**
 * Debian packages, the fallback where a tool's own download is out of reach. Used only by whoever is
 * root already; never sudo on somebody's machine: there the command to run is printed instead.
 */
import { endOfLog, Failure, findProgram, longStep, outputOf, run } from '../command.mjs'

const QUIETLY = { DEBIAN_FRONTEND: 'noninteractive' }
/** Another install may be under way. */
const WAITING = ['-o', 'DPkg::Lock::Timeout=600']
let listsAreFresh = false

export function hasApt() {
  return process.platform === 'linux' && findProgram('apt-get') !== undefined
}

function isRoot() {
  return process.getuid?.() === 0
}

/** An install that was cut off leaves packages unpacked and unconfigured, and apt refuses to go on. */
async function mendInterruptedInstall() {
  const configured = await run('dpkg', ['--configure', '-a'], { env: QUIETLY, quiet: true })
  if (configured && outputOf('apt-get', ['check']) !== undefined) return
  await longStep('Finishing an interrupted install of Debian packages', 'usually under a minute', 'apt-get', [...WAITING, '-y', '-f', 'install'], QUIETLY)
}

/**
 * Installs packages, or throws a `Failure` that says which command to run.
 * @param {string} purpose "A browser for the tests"
 * @param {string} usual "usually 1 to 2 minutes"
 * @param {string[]} packages
 */
export async function installDebianPackages(purpose, usual, packages) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (!hasApt()) throw new Failure(`${purpose} is missing, and this system has no apt-get to fetch it with.`)
  if (!isRoot()) throw new Failure(`${purpose} is missing. Run this once, then try again:\n\n  sudo sh -c '${command}'`)
  await mendInterruptedInstall()
  if (!listsAreFresh) {
    listsAreFresh = await longStep('Refreshing the list of Debian packages', 'usually 10 seconds', 'apt-get', [...WAITING, 'update'], QUIETLY)
  }
  const args = [...WAITING, 'install', '-y', '--no-install-recommends', ...packages]
  const fine = await longStep(`${purpose}: installing the Debian packages ${packages.join(', ')}`, usual, 'apt-get', args, QUIETLY)
  if (!fine) throw new Failure(`${endOfLog()}\n${purpose} could not be installed. Look at the lines above, then try:\n\n  ${command}`)
}
