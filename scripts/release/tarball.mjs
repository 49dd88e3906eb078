/** The package as it would be published → installed in a folder of its own, with the tools of its users. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../command.mjs'
import { ensureNodePackages } from '../setup/node-packages.mjs'

const execute = promisify(execFile)
export const TOOLS = join(ROOT, 'www/tests/consumers')

/** @returns {Promise<string>} the tarball */
export async function pack() {
  const folder = join(ROOT, 'build/packed')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { stdout } = await execute('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: ROOT, maxBuffer: 1 << 26 })
  return join(folder, JSON.parse(stdout)[0].filename)
}

/**
 * Unpacks it where Node looks for packages, beside the tools; npm would do no more, since it depends on nothing.
 * @returns {Promise<string>} the folder whose node_modules has all of them
 */
export async function install() {
  await ensureNodePackages(TOOLS, { what: 'the tools of those who use the package', time: '10 to 60 seconds' })
  const target = join(TOOLS, 'node_modules/gouji')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  await execute('tar', ['-xzf', await pack(), '-C', target, '--strip-components=1'])
  const { dependencies = {} } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
  if (Object.keys(dependencies).length > 0) throw new Error('The package depends on others: let npm install it.')
  return TOOLS
}

/** @param {string} name @returns {string} an empty folder for a project */
export function freshFolder(name) {
  const folder = join(TOOLS, 'build', name.replace(/\W+/gu, '-'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  return folder
}
