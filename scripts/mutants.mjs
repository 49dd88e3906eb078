/**
 * `npm run mutants -- [MODULE…] [--shards N]`: cargo-mutants on the core, in shards. A shard that is done is not done again,
 * so that a run of hours can be broken off and resumed; `--fresh` begins anew. Results stand in build/mutants.
 *
 * MODULE is a part of the core: engine, number, locate, align. Prints the score and every survivor. With `--www` the parts of
 * the page are tried instead, by mutants/page.mjs.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, giveUp, outputOf, ROOT, run, say } from './command.mjs'
import { mutatePage } from './mutants/page.mjs'

const MODULES = ['number', 'engine', 'locate', 'align']
const SHARDS = 16

/** The outcomes of a finished shard, by cargo-mutants' own names. @param {string} folder */
function outcomes(folder) {
  /** @param {string} name @returns {string[]} */
  const lines = (name) => {
    const file = join(folder, 'mutants.out', `${name}.txt`)
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  }
  return { caught: lines('caught'), missed: lines('missed'), timeout: lines('timeout'), unviable: lines('unviable') }
}

/** @param {string[]} words */
function asked(words) {
  const at = words.indexOf('--shards')
  const shards = at < 0 ? SHARDS : Number(words[at + 1])
  if (!Number.isInteger(shards) || shards < 1) throw new Failure('--shards wants a whole number: npm run mutants -- number --shards 8')
  const named = (at < 0 ? words : words.toSpliced(at, 2)).filter((word) => word !== '--fresh')
  const unknown = named.find((name) => !MODULES.includes(name))
  if (unknown !== undefined) throw new Failure(`There is no module "${unknown}" here. The modules are: ${MODULES.join(', ')}.`)
  return { shards, modules: named.length > 0 ? named : MODULES, fresh: words.includes('--fresh') }
}

async function mutants() {
  const { shards, modules, fresh } = asked(process.argv.slice(2))
  if (outputOf('cargo', ['mutants', '--version']) === undefined) throw new Failure('This needs cargo-mutants: cargo install --locked cargo-mutants')
  for (const module of modules) {
    const folder = join(ROOT, 'build', 'mutants', module)
    if (fresh) rmSync(folder, { recursive: true, force: true })
    for (let shard = 0; shard < shards; shard += 1) {
      const output = join(folder, `${shard}-of-${shards}`)
      const done = join(output, 'mutants.out', 'outcomes.json')
      if (existsSync(done) && JSON.parse(readFileSync(done, 'utf8')).end_time) continue
      mkdirSync(output, { recursive: true })
      say(`\n── ${module}, shard ${shard + 1} of ${shards}`)
      // It fails when a mutant survives; the score below says how many.
      await run('cargo', ['mutants', '--no-shuffle', '--sharding', 'round-robin', '--shard', `${shard}/${shards}`, '--output', output,
        '--file', `src/${module}/**`, '--file', `src/${module}.rs`])
    }
    report(module, folder)
  }
}

/** @param {string} module @param {string} folder */
function report(module, folder) {
  const all = readdirSync(folder).map((shard) => outcomes(join(folder, shard)))
  const count = (/** @type {'caught' | 'missed' | 'timeout' | 'unviable'} */ kind) => all.reduce((sum, shard) => sum + shard[kind].length, 0)
  const found = count('caught') + count('timeout')
  const viable = found + count('missed')
  say(`\n${module}: ${found} of ${viable} noticed (${viable ? (100 * found / viable).toFixed(1) : 0} %), ${count('unviable')} don't compile`)
  for (const { missed } of all) for (const survivor of missed) say(`  survives: ${survivor}`)
}

const words = process.argv.slice(2)
await (words.includes('--www') ? mutatePage(words) : mutants()).catch(giveUp)
