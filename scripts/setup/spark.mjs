/** What the Spark example runs on: Java, a Python environment of its own, and the command line. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endOfLog, Failure, longStep, outputOf, ROOT, run } from '../command.mjs'

const HERE = join(ROOT, 'examples', 'spark')

/** Makes examples/spark/.venv where it is missing or was made from other requirements. */
async function ensurePython() {
  const folder = join(HERE, '.venv')
  const requirements = join(HERE, 'requirements.txt')
  const stamp = join(folder, 'requirements.sha256')
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(folder, { recursive: true, force: true })
  const made = await run('python3', ['-m', 'venv', folder], { quiet: true })
    && await longStep('Installing PySpark into examples/spark/.venv', 'usually 1 to 2 minutes', join(folder, 'bin', 'python3'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements])
  if (!made) throw new Failure(`${endOfLog()}\nPySpark could not be installed; the lines above say why.`)
  writeFileSync(stamp, wanted)
}

export async function ensureSpark() {
  if (outputOf('java', ['-version']) === undefined) throw new Failure('Spark runs on Java 17 or newer. Install it with: apt-get install openjdk-17-jre-headless')
  await ensurePython()
  if (!await run('cargo', ['build', '--quiet', '--bin', 'gouji'])) throw new Failure('The command line could not be built; the lines above say why.')
}
