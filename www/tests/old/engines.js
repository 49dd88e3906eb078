/**
 * Browsers and JavaScript engines of former years, as npm has them → their programs. For tests on local pages only. Linux on x64.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { ROOT } from '../../../scripts/command.mjs'
import { ensureNodePackages } from '../../../scripts/setup/node-packages.mjs'

const HERE = join(ROOT, 'www/tests/old')

/** Whether there are any for this machine. */
export const areHad = process.platform === 'linux' && process.arch === 'x64'

/** @param {string} folder of a package.json that names engines */
async function install(folder) {
  if (!areHad) throw new Error('Engines of former years are to be had for Linux on x64 only.')
  await ensureNodePackages(folder, { what: 'engines of former years', time: '10 to 60 seconds' })
}

/** The oldest one, for every run. @returns {Promise<string>} */
export async function oldestNode() {
  const folder = join(HERE, 'quick')
  await install(folder)
  return join(folder, 'node_modules/node-8/bin/node')
}

/** @returns {Promise<{ name: string, program: string }[]>} */
export async function oldNodes() {
  await install(HERE)
  const others = ['node-10', 'node-12', 'node-14', 'node-16'].map((name) => ({ name, program: join(HERE, 'node_modules', name, 'bin/node') }))
  return [{ name: 'node-8', program: await oldestNode() }, ...others]
}

/** @returns {Promise<{ name: string, program: string }[]>} */
export async function oldChromiums() {
  await install(HERE)
  const names = ['chromium-72', 'chromium-78', 'chromium-80', 'chromium-88']
  return Promise.all(names.map(async (name) => ({ name, program: await unpacked(name) })))
}

/** They come compressed. @param {string} name */
async function unpacked(name) {
  const folder = join(ROOT, 'build/old')
  const program = join(folder, name)
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  const bin = join(HERE, 'node_modules', name, 'bin')
  const packed = readdirSync(bin).find((file) => /^chromium.*\.br$/u.test(file))
  if (packed === undefined) throw new Error(`There is no browser in ${bin}.`)
  await pipeline(createReadStream(join(bin, packed)), createBrotliDecompress(), createWriteStream(`${program}.new`))
  await chmod(`${program}.new`, 0o755)
  renameSync(`${program}.new`, program)
  return program
}
