/**
 * How this machine compiles Rust to WebAssembly. Two routes:
 *
 * - quick: the std that rustup has ready. For development; its binary needs a browser of the last few years.
 * - from source: a pinned compiler builds std along with the crate, for the WebAssembly MVP, which engines
 *   of 2018 load. What is shipped is made this way on every machine; development takes it where rustup
 *   can't download.
 *
 * Out: the environment and the arguments for wasm-pack. Knows nothing of the crate.
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Failure, findProgram, longStep, outputOf, ROOT, say } from '../command.mjs'
import { hasApt, installDebianPackages } from './debian.mjs'

/** The compiler that what is shipped is built with; also the version of Debian's rustc-web. */
const PINNED = '1.96.0'
export const TARGET = 'wasm32-unknown-unknown'

/** A panic ends the instance without a sentence: nobody reads it there, and the sentences weigh a third of the binary. */
const QUIET_PANICS = ['-Zunstable-options', '-Cpanic=immediate-abort', '-Zlocation-detail=none']

/** One gibibyte: a page that is fed nonsense stops before the browser does. */
const MEMORY_LIMIT = '-Clink-arg=--max-memory=1073741824'

/**
 * @typedef {object} Route
 * @property {'quick' | 'from source'} name
 * @property {Record<string, string | undefined>} env
 * @property {string[]} cargoArgs
 */

/** @param {string} rustc @param {Record<string, string>} [env] */
function sysroot(rustc, env) {
  return outputOf(rustc, ['--print', 'sysroot'], env)
}

/**
 * The flags that make a small and repeatable binary that names no folder of this machine.
 * @param {string} library where the source of std is
 * @param {string[]} flags
 */
function rustFlags(library, flags) {
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo')
  const renamed = { [ROOT]: 'gouji', [cargoHome]: 'cargo', [library]: 'std' }
  return [...flags, ...Object.entries(renamed).map(([from, to]) => `--remap-path-prefix=${from}=${to}`)].join('\u001f')
}

/** The std that rustup has ready, where it has. @returns {Route | undefined} */
export function quickRoute() {
  const root = sysroot('rustc')
  if (root === undefined || !existsSync(join(root, 'lib', 'rustlib', TARGET, 'lib'))) return undefined
  return { name: 'quick', env: { CARGO_ENCODED_RUSTFLAGS: rustFlags(root, [MEMORY_LIMIT]) }, cargoArgs: [] }
}

/**
 * @param {string} library
 * @param {Record<string, string | undefined>} env
 * @returns {Route}
 */
function sourceRoute(library, env) {
  return {
    name: 'from source',
    env: {
      ...env,
      // The pinned compiler is a stable one; this opens -Zbuild-std and the flags above to it.
      RUSTC_BOOTSTRAP: '1',
      CARGO_ENCODED_RUSTFLAGS: rustFlags(library, ['-Ctarget-cpu=mvp', MEMORY_LIMIT, ...QUIET_PANICS]),
      CARGO_TARGET_DIR: join(ROOT, 'target', 'from-source'),
    },
    cargoArgs: ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'],
  }
}

/** The pinned compiler by rustup, with the source of std. @returns {Route | undefined} */
function rustupSourceRoute() {
  const env = { RUSTUP_TOOLCHAIN: PINNED, RUSTUP_AUTO_INSTALL: '0' }
  const root = findProgram('rustup') && sysroot('rustc', env)
  const library = root && join(root, 'lib', 'rustlib', 'src', 'rust', 'library')
  return library && existsSync(library) ? sourceRoute(library, env) : undefined
}

/** Debian's newer compiler, which ships the source of std. @returns {Route | undefined} */
function debianSourceRoute() {
  const folder = '/usr/bin'
  const library = '/usr/lib/rustlib/src/rust/library'
  const version = outputOf(join(folder, 'rustc'), ['--version'])?.split(' ')[1]
  if (version === undefined || !existsSync(library) || !findProgram('wasm-ld')) return undefined
  if (version !== PINNED) say(`Note: Debian's Rust is ${version}, the pinned one is ${PINNED}; the binary may differ from the published one.`)
  return sourceRoute(library, {
    // Before rustup's cargo; and npm's programs go on with the Node.js that runs this.
    PATH: [dirname(process.execPath), folder, process.env.PATH].join(delimiter),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: 'wasm-ld',
    RUSTUP_TOOLCHAIN: undefined,
  })
}

/** The route for what is shipped, and for development where there is no quick one. @returns {Promise<Route>} */
export async function ensureSourceRoute() {
  const ready = rustupSourceRoute() ?? debianSourceRoute()
  if (ready) return ready
  if (findProgram('rustup')) {
    const args = ['toolchain', 'install', PINNED, '--profile', 'minimal', '--component', 'rust-src', '--no-self-update']
    await longStep(`Fetching Rust ${PINNED} with the source of its standard library, with rustup`, 'usually under a minute', 'rustup', args)
    const fetched = rustupSourceRoute()
    if (fetched) return fetched
  }
  if (!hasApt()) {
    throw new Failure(`The WebAssembly module is built with Rust ${PINNED} and the source of its standard library, and rustup could not fetch them.\nOnce the network is there: rustup toolchain install ${PINNED} --profile minimal --component rust-src`)
  }
  say('Rust for WebAssembly cannot be fetched with rustup here; taking the compiler that Debian ships with its source.')
  await installDebianPackages('A Rust compiler that can build for WebAssembly', 'usually 1 to 2 minutes', ['rustc-web', 'cargo-web', 'rust-web-src', 'lld'])
  const installed = debianSourceRoute()
  if (installed) return installed
  throw new Failure('Debian installed rustc-web, cargo-web, rust-web-src and lld, but /usr/bin/rustc or the source of its standard library is still missing.')
}

/** The quickest route that works here. @returns {Promise<Route>} */
export async function ensureAnyRoute() {
  // A source route that is ready means that rustup's download failed before, or that this machine ships.
  const ready = quickRoute() ?? rustupSourceRoute() ?? debianSourceRoute()
  if (ready) return ready
  if (findProgram('rustup')) {
    await longStep('Fetching the WebAssembly target with rustup', 'usually 10 seconds', 'rustup', ['target', 'add', TARGET])
    const fetched = quickRoute()
    if (fetched) return fetched
  }
  return ensureSourceRoute()
}
