/** A requirements file → a Python environment of its own under `build/`. Does nothing where it is there already. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endOfLog, Failure, findProgram, longStep, ROOT } from '../command.mjs'

/**
 * @param {string} name of the environment
 * @param {string} requirements path of the file with the pinned packages
 * @returns {Promise<string>} the path of its Python
 */
export async function ensurePython(name, requirements) {
  const folder = join(ROOT, 'build', name)
  const windows = process.platform === 'win32'
  const python = join(folder, windows ? 'Scripts/python.exe' : 'bin/python')
  const note = join(folder, 'requirements.txt')
  const wanted = readFileSync(requirements, 'utf8')
  if (existsSync(python) && existsSync(note) && readFileSync(note, 'utf8') === wanted) return python
  const system = findProgram('python3') ?? findProgram('python')
  if (system === undefined) throw new Failure('Python 3 was not found. It is needed to compare with HiGHS: https://www.python.org')
  const made = await longStep(`Making a Python environment in build/${name}`, 'usually half a minute', system, ['-m', 'venv', folder])
  const filled = made && await longStep('Installing its packages', 'usually a minute', python, ['-m', 'pip', 'install', '--quiet', '-r', requirements])
  if (!filled) throw new Failure(`The Python environment could not be made:\n${endOfLog()}`)
  writeFileSync(note, wanted)
  return python
}
