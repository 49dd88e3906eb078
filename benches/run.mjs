/**
 * `npm run bench`: one command, one table. It builds what it measures, and installs the peers the first time.
 *
 * `npm run bench -- check edit` runs only those parts; `--rounds N` takes more turns, `--reports N` archives of another
 * size, `--systems N` more systems to locate in.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cargo } from './measure/program.mjs'
import { print } from './measure/table.mjs'

const HERE = fileURLToPath(new URL('.', import.meta.url))
/** Parts, and whether they run the command line or the native hot paths. */
const PARTS = { check: [], edit: [], start: [], large: [], batch: ['program'], locate: ['hot-paths'], documents: ['program', 'archive'], bytes: [] }
const BUILDS = {
  program: () => cargo('--release', '--bin', 'gouji'),
  archive: () => cargo('--example', 'archive'),
  'hot-paths': () => cargo('--release', '--manifest-path', 'benches/native/Cargo.toml', '--target-dir', process.env.CARGO_TARGET_DIR ?? 'target'),
}

/** @param {string} program @param {string[]} args @param {string} [cwd] */
function must(program, args, cwd) {
  if (spawnSync(program, args, { cwd, stdio: ['ignore', 2, 2] }).status !== 0) process.exit(2)
}

const given = process.argv.slice(2)
const option = (name, otherwise) => (given.includes(name) ? Number(given[given.indexOf(name) + 1]) : otherwise)
const options = { rounds: option('--rounds', 9), reports: option('--reports', 100_000), systems: option('--systems', 25) }
const named = Object.keys(PARTS).filter((part) => given.includes(part))
const wanted = named.length > 0 ? named : Object.keys(PARTS)

// What ships is what is measured: nothing is done where nothing has changed.
must(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))])
if (!existsSync(new URL('node_modules', import.meta.url))) {
  console.error('· Installing the peers (benches/package-lock.json) …')
  must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], HERE)
}
for (const build of new Set(wanted.flatMap((part) => PARTS[part]))) {
  console.error(`· Building ${build} …`)
  BUILDS[build]()
}
const tables = []
for (const part of wanted) {
  console.error(`· Measuring ${part} …`)
  const { run } = await import(`./parts/${part}.mjs`)
  tables.push(await run(options))
}
print(tables)
