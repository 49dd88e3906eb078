/** The command line as it ships, built where it has to be. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TARGET = process.env.CARGO_TARGET_DIR ?? `${ROOT}target`

/** @param {...string} what */
export function cargo(...what) {
  const { status } = spawnSync('cargo', ['build', '--quiet', ...what], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error(`cargo build ${what.join(' ')} did not work.`)
}

/** `gouji` */
export const PROGRAM = `${TARGET}/release/gouji`
/** The writer of archives, which nobody times. */
export const ARCHIVE = `${TARGET}/debug/examples/archive`
/** The engine's hot paths, each by its name. */
export const HOT_PATHS = `${TARGET}/release/gouji-hot-paths`
