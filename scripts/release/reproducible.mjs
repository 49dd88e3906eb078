/** The last commit, built twice from nothing in two folders → whether every file is the same, to the byte. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure, ROOT, run, say } from '../command.mjs'

/** @param {string} folder @returns {Map<string, string>} file → hash */
function hashes(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).sort()
  return new Map(names.map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))
}

/** @param {string} folder @returns {Promise<Map<string, string>>} */
async function buildIn(folder) {
  mkdirSync(folder, { recursive: true })
  const steps = /** @type {[string, string[]][]} */ ([
    ['git', ['-C', ROOT, 'worktree', 'add', '--detach', folder, 'HEAD']],
    [process.execPath, [join(folder, 'scripts/build.mjs')]],
  ])
  for (const [program, args] of steps) {
    if (!await run(program, args, { quiet: true })) throw new Failure(`${program} ${args.join(' ')} failed; build/setup.log says why.`)
    if (program === 'git') symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  }
  return hashes(join(folder, 'dist'))
}

/** @returns {Promise<string[]>} complaints */
export async function reproducibleComplaints() {
  const place = mkdtempSync(join(tmpdir(), 'gouji-twice-'))
  const folders = [join(place, 'first'), join(place, 'a second, elsewhere')]
  try {
    say('· Building the package twice from nothing (usually 10 to 20 minutes) …')
    const [first, second] = [await buildIn(folders[0] ?? ''), await buildIn(folders[1] ?? '')]
    const names = new Set([...first.keys(), ...second.keys()])
    return [...names].filter((name) => first.get(name) !== second.get(name)).map((name) => `${name} differs between two builds of the same commit`)
  } finally {
    for (const folder of folders) await run('git', ['-C', ROOT, 'worktree', 'remove', '--force', folder], { quiet: true })
    rmSync(place, { recursive: true, force: true })
  }
}
