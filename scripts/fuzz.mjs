/**
 * `npm run fuzz -- [--minutes N] [TARGET…]`: cargo-fuzz on every target, or on those named, one after the other, N minutes
 * each (1 where not said). Needs nightly Rust and cargo-fuzz, and says how to get them.
 *
 * The growing corpus stays in fuzz/corpus. What makes a target fall over is printed, and belongs into
 * tests/fuzzing/finds/TARGET, where `npm test` runs it for ever.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, giveUp, outputOf, ROOT, run, say } from './command.mjs'

const TARGETS = readdirSync(join(ROOT, 'fuzz', 'targets')).map((name) => name.replace(/\.rs$/, '')).sort()

/** Megabytes that a target may use: the promise of the command line, and what AddressSanitizer takes besides. */
const MEMORY = 2_048

/** Seconds after which one input is a find: the sanitizer and the coverage make everything some twenty times slower. */
const TIME = 30

/** @param {string[]} words */
function asked(words) {
  const at = words.indexOf('--minutes')
  const minutes = at < 0 ? 1 : Number(words[at + 1])
  if (!(minutes > 0)) throw new Failure('--minutes wants a number above 0: npm run fuzz -- --minutes 10 pack')
  const named = at < 0 ? words : words.toSpliced(at, 2)
  const unknown = named.find((name) => !TARGETS.includes(name))
  if (unknown !== undefined) throw new Failure(`There is no target "${unknown}". The targets are: ${TARGETS.join(', ')}.`)
  return { minutes, targets: named.length > 0 ? named : TARGETS }
}

async function fuzz() {
  const { minutes, targets } = asked(process.argv.slice(2))
  if (outputOf('cargo', ['+nightly', '--version']) === undefined) throw new Failure('Fuzzing needs nightly Rust: rustup toolchain install nightly')
  if (outputOf('cargo', ['fuzz', '--version']) === undefined) throw new Failure('Fuzzing needs cargo-fuzz: cargo install --locked cargo-fuzz')
  const lines = []
  for (const target of targets) {
    const corpus = join(ROOT, 'fuzz', 'corpus', target)
    mkdirSync(corpus, { recursive: true })
    say(`\n── ${target}, ${minutes} min`)
    const from = Date.now()
    let executions = '0'
    const fine = await run('cargo', [
      '+nightly', 'fuzz', 'run', '-O', ...(target === 'pdf' ? [] : ['--no-default-features']), target, corpus, join(ROOT, 'tests', 'fuzzing', 'seeds', target), '--',
      `-max_total_time=${Math.round(minutes * 60)}`, `-rss_limit_mb=${MEMORY}`, `-timeout=${TIME}`, '-max_len=65536', '-print_final_stats=1',
    ], { listen: (text) => { executions = /number_of_executed_units:\s*(\d+)/.exec(text)?.[1] ?? executions } })
    lines.push(`${fine ? '✓' : '✗'} ${target}: ${executions} executions in ${Math.round((Date.now() - from) / 1000)} s${fine ? '' : ', and a find in fuzz/artifacts'}`)
    if (!fine) process.exitCode = 1
  }
  say(`\n${lines.join('\n')}`)
}

fuzz().catch(giveUp)
