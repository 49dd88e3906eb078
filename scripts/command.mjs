/**
 * Runs other programs. In: a program, its arguments, an environment. Out: what it printed, or a
 * `Failure` with a sentence for the person at the terminal. Knows nothing of what the programs do.
 */
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Everything that quiet commands print, for the day one of them fails. */
const LOG = join(ROOT, 'build', 'setup.log')

/** Something that the person at the terminal has to know or do; printed without a stack. */
export class Failure extends Error {}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/**
 * Ends the process with the sentence of a `Failure`, or with the stack of a mistake of our own.
 * @param {unknown} error
 */
export function giveUp(error) {
  process.stderr.write(`\n${error instanceof Failure ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}

/**
 * Where a program is, or undefined. `places` are full paths to try first; then PATH is searched.
 * @param {string} name
 * @param {{ places?: string[], path?: string }} [options]
 * @returns {string | undefined}
 */
export function findProgram(name, { places = [], path = process.env.PATH ?? '' } = {}) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  const candidates = [
    ...places,
    ...path.split(delimiter).filter(Boolean).flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  ]
  return candidates.find((file) => existsSync(file) && statSync(file).isFile())
}

/**
 * What a program prints, trimmed; undefined if it isn't there or fails.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | undefined}
 */
export function outputOf(program, args, env = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  return done.error === undefined && done.status === 0 ? done.stdout.trim() : undefined
}

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string | undefined>} [env] added to this process's environment
 * @property {(text: string) => void} [listen] gets what is printed, besides the terminal
 * @property {boolean} [quiet] print to the log only
 */

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<boolean>} whether it succeeded
 */
export function run(program, args, { env = {}, listen, quiet = false } = {}) {
  if (quiet) {
    mkdirSync(dirname(LOG), { recursive: true })
    appendFileSync(LOG, `\n$ ${program} ${args.join(' ')}\n`)
  }
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @param {NodeJS.WriteStream} terminal @returns {(chunk: Buffer) => void} */
    const forward = (terminal) => (chunk) => {
      if (quiet) appendFileSync(LOG, chunk)
      else terminal.write(chunk)
      listen?.(chunk.toString('utf8'))
    }
    child.stdout.on('data', forward(process.stdout))
    child.stderr.on('data', forward(process.stderr))
    child.on('error', (error) => {
      forward(process.stderr)(Buffer.from(`${error.message}\n`))
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
}

/** The last lines that quiet commands printed. */
export function endOfLog() {
  const lines = existsSync(LOG) ? readFileSync(LOG, 'utf8').trimEnd().split('\n') : []
  return `${lines.slice(-25).join('\n')}\n(all of it is in build/setup.log)`
}

/**
 * Runs a long quiet step, saying what it does and how long that usually takes.
 * @param {string} what "Building wasm-pack with cargo install"
 * @param {string} usual "usually 2 to 3 minutes"
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function longStep(what, usual, program, args, env = {}) {
  say(`· ${what} (${usual}) …`)
  const begin = Date.now()
  const fine = await run(program, args, { env, quiet: true })
  say(`  ${fine ? 'done' : 'did not work'} after ${Math.round((Date.now() - begin) / 1000)} s`)
  return fine
}
