/**
 * wasm-pack and wasm-bindgen's command line. Takes those on PATH where the version is right; builds them
 * otherwise into a folder of the user's cache, so that nobody's own version is replaced and a second clone
 * finds them.
 */
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { endOfLog, Failure, findProgram, longStep, outputOf, ROOT } from '../command.mjs'

/** The folder of the user's cache for this machine's kind. */
function cacheFolder() {
  const home = homedir()
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'gouji')
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'gouji')
  return join(process.env.XDG_CACHE_HOME ?? join(home, '.cache'), 'gouji')
}

/** The version of wasm-bindgen in Cargo.lock; its command line must be of the very same. */
export function wasmBindgenVersion() {
  const lock = join(ROOT, 'Cargo.lock')
  const version = existsSync(lock) && /name = "wasm-bindgen"\r?\nversion = "([^"]+)"/.exec(readFileSync(lock, 'utf8'))?.[1]
  if (!version) throw new Failure('Cargo.lock names no wasm-bindgen. Restore it with: git checkout Cargo.lock')
  return version
}

/**
 * @typedef {object} Tool
 * @property {string} program
 * @property {string} version
 * @property {(found: string, wanted: string) => boolean} fits whether a version found will do
 * @property {string[]} options for cargo install
 * @property {string} usual
 */

/**
 * The folders to put in front of `path` so that a tool is found; the tool is built where it is missing.
 * A tool that is on `path` adds none: its folder may hold another cargo than the one that is wanted.
 * @param {string} crate
 * @param {Tool} tool
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function ensureTool(crate, { program, version, fits, options, usual }, path) {
  const root = join(cacheFolder(), `${crate}-${version}`)
  const built = join(root, 'bin')
  /** @param {string} folders */
  const isIn = (folders) => {
    const file = findProgram(program, { path: folders })
    const found = file && outputOf(file, ['--version'])?.split(' ')[1]
    return Boolean(found && fits(found, version))
  }
  if (isIn(path)) return []
  if (isIn(built)) return [built]
  const args = ['install', crate, '--version', version, '--root', root, '--force', ...options]
  const fine = await longStep(`Building ${crate} ${version} with cargo install`, usual, 'cargo', args)
  if (!fine) throw new Failure(`${endOfLog()}\n${crate} ${version} could not be built. Once the registry of crates can be reached, run the command again.`)
  return [built]
}

/** @returns {Tool} */
function wasmBindgen() {
  return {
    program: 'wasm-bindgen',
    version: wasmBindgenVersion(),
    fits: (found, wanted) => found === wanted,
    // Unoptimised it builds in a quarter of the time and is quick enough for one small module.
    options: ['--no-default-features', '--debug'],
    usual: 'usually 1 to 2 minutes',
  }
}

/** @type {Tool} */
const WASM_PACK = {
  program: 'wasm-pack',
  version: '0.15.1',
  // The first version that knows --no-pack and --no-opt is 0.13.
  fits: (found) => found.localeCompare('0.13', 'en', { numeric: true }) >= 0,
  options: ['--debug'],
  usual: 'usually 1 to 2 minutes',
}

/**
 * @param {string} [path] the PATH to go on with
 * @returns {Promise<string>} that PATH, with wasm-pack, the right wasm-bindgen and wasm-opt findable
 */
export async function ensureWasmTools(path = process.env.PATH ?? '') {
  const built = [
    ...await ensureTool('wasm-bindgen-cli', wasmBindgen(), path),
    ...await ensureTool('wasm-pack', WASM_PACK, path),
  ]
  // npm's wasm-opt first: Debian's is too old for what wasm-bindgen writes.
  return [join(ROOT, 'node_modules', '.bin'), ...built, path].join(delimiter)
}
