/** The Python of the benchmarks: its own environment, made from pinned requirements the first time; and commands, timed. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../.venv/', import.meta.url))
const REQUIREMENTS = fileURLToPath(new URL('../batch/requirements.txt', import.meta.url))
const STAMP = `${FOLDER}requirements.sha256`

/** @param {string} program @param {string[]} args */
function must(program, args) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} did not work: ${error?.message ?? stderr}`)
}

/** @returns {string} the program, with everything that the peers need */
export function python() {
  const program = `${FOLDER}bin/python3`
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return program
  console.error('· Installing the Python peers into benches/.venv (usually a minute) …')
  rmSync(FOLDER, { recursive: true, force: true })
  must('python3', ['-m', 'venv', FOLDER])
  must(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS])
  writeFileSync(STAMP, wanted)
  return program
}

/** @param {string} name of a script in benches/batch */
export const script = (name) => fileURLToPath(new URL(`../batch/${name}`, import.meta.url))

/**
 * @param {string} command for the shell
 * @returns {{ seconds: number, megabytes: number, code: number, output: string }} of CPU, children included
 */
export function timed(command) {
  const done = spawnSync(python(), [script('timed.py'), command], { encoding: 'utf8', maxBuffer: 1 << 30 })
  if (done.status !== 0) throw new Error(`${command} could not be timed: ${done.stderr}`)
  const result = JSON.parse(done.stdout)
  if (result.code > 1) throw new Error(`${command} ended with ${result.code}: ${result.complaint}`)
  return result
}
