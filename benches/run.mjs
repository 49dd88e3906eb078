/**
 * `npm run bench`: one command, one table. `npm run bench -- check edit` runs only those parts; `--rounds N` more turns.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { print } from './measure/table.mjs'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const PARTS = ['check', 'edit', 'start', 'large', 'bytes']

const given = process.argv.slice(2)
const rounds = given.includes('--rounds') ? Number(given[given.indexOf('--rounds') + 1]) : 9
const wanted = PARTS.filter((part) => given.includes(part))

if (!existsSync(new URL('node_modules', import.meta.url))) {
  console.error('· Installing the peers (benches/package-lock.json) …')
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HERE, stdio: 'inherit' })
  if (done.status !== 0) process.exit(2)
}
if (!existsSync(new URL('../dist/engine.js', import.meta.url))) {
  console.error('· There is no dist/engine.js: run `npm run build` first. What ships is what is measured.')
  process.exit(2)
}
for (const part of wanted.length > 0 ? wanted : PARTS) {
  const { run } = await import(`./parts/${part}.mjs`)
  print(await run({ rounds }))
}
