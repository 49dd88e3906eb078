/** The Spark job in local mode: the results are those of one machine, and a run that is killed loses nothing. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const GOUJI = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug', 'gouji')
const PYTHON = join(HERE, '.venv', 'bin', 'python3')
const PACK = 'cn-gov-disclosure-2021'
const FILES = 4

/** @type {string} */
let folder
before(() => { folder = mkdtempSync(join(tmpdir(), 'gouji-spark-')) })
after(() => rmSync(folder, { recursive: true, force: true }))

/** Published reports, each several times with another figure that may be wrong. @param {number} file */
function records(file) {
  const reports = join(ROOT, 'tests', 'reports')
  const names = readdirSync(reports).filter((name) => /_202[1-4]\.json$/.test(name)).sort()
  return Array.from({ length: 60 }, (_, number) => {
    const { cells } = JSON.parse(readFileSync(join(reports, names[number % names.length] ?? ''), 'utf8'))
    const addresses = Object.keys(cells)
    const changed = addresses[(number * 7 + file * 31) % addresses.length] ?? ''
    return JSON.stringify({ id: `${file}-${number}`, cells: number % 3 === 0 ? { ...cells, [changed]: String(number) } : cells })
  })
}

/** @param {string} name @returns {string} a folder of JSON lines, or of the same as Parquet */
function input(name) {
  const place = join(folder, name)
  if (existsSync(place)) return place
  mkdirSync(place)
  for (let file = 0; file < FILES; file += 1) {
    const lines = join(place, `part-${file}.ndjson`)
    writeFileSync(lines, `${records(file).join('\n')}\n`)
    if (name !== 'parquet') continue
    const done = spawnSync(PYTHON, [join(HERE, 'to_parquet.py'), lines, join(place, `part-${file}.parquet`)], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    rmSync(lines)
  }
  return place
}

/** One machine's results of all files, in one order. */
function expected() {
  const lines = Array.from({ length: FILES }, (_, file) => records(file)).flat()
  const { stdout } = spawnSync(GOUJI, ['check', '--ndjson', '--pack', PACK], { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 28 })
  return stdout.trimEnd().split('\n').sort()
}

/** @param {string} place */
const results = (place) => readdirSync(place, { recursive: true, encoding: 'utf8' })
  .filter((name) => /part-[^/]*\.txt$/.test(name))
  .flatMap((name) => readFileSync(join(place, name), 'utf8').trimEnd().split('\n'))
  .sort()

/** @param {string[]} args */
function start(...args) {
  const env = {
    ...process.env, PYSPARK_PYTHON: PYTHON, SPARK_LOCAL_IP: '127.0.0.1', JAVA_TOOL_OPTIONS: '', SPARK_LOCAL_DIRS: join(folder, 'scratch'),
    PYSPARK_SUBMIT_ARGS: '--master local[2] --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 pyspark-shell',
  }
  return spawn(PYTHON, [join(HERE, 'check_reports.py'), '--gouji', GOUJI, '--pack', PACK, ...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** @param {string[]} args @returns {Promise<string>} what the job said */
async function job(...args) {
  const child = start(...args)
  let [said, complained] = ['', '']
  child.stdout.on('data', (text) => { said += text })
  child.stderr.on('data', (text) => { complained += text })
  const code = await new Promise((resolve) => { child.on('close', resolve) })
  assert.equal(code, 0, complained)
  return said
}

for (const [name, form, ...more] of [['JSON lines', 'ndjson'], ['JSON lines by a pipe', 'ndjson', '--way', 'pipe'], ['Parquet', 'parquet']]) {
  test(`${name}: the results are those of one machine`, async () => {
    const output = join(folder, `results of ${name}`)
    await job(...more, input(form), output)
    assert.deepEqual(results(output), expected())
  })
}

test('a run that is killed is resumed: nothing is lost, nothing is done twice', async () => {
  const output = join(folder, 'resumed')
  const child = start('--at-once', '1', input('ndjson'), output)
  let complained = ''
  child.stderr.on('data', (text) => { complained += text })
  await /** @type {Promise<void>} */ (new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
      if (said.includes('done part-0')) resolve()
    })
    child.on('close', () => reject(new Error(`it ended too soon: ${complained}`)))
  }))
  // The driver, its Java and its workers: all of a sudden.
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  const first = join(output, 'part-0.ndjson', '_SUCCESS')
  const made = statSync(first).mtimeMs
  const said = await job(input('ndjson'), output)
  assert.deepEqual(results(output), expected())
  assert.equal(statSync(first).mtimeMs, made)
  assert.doesNotMatch(said, /done part-0/)
  assert.match(await job(input('ndjson'), output), /4 files, 4 of them done before/)
})
