/**
 * `npm run coverage`: which lines and branches of the core the Rust tests reach, by rustc's own instrumentation. Needs nightly
 * Rust (branches) and llvm-profdata and llvm-cov of a matching version on PATH or in LLVM_BIN.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, findProgram, giveUp, outputOf, ROOT, run, say } from './command.mjs'

const FOLDER = join(ROOT, 'build', 'coverage')

/** @param {string} name */
function tool(name) {
  const places = [join(process.env.LLVM_BIN ?? '', name), ...[23, 22, 21, 20].map((version) => `/usr/lib/llvm-${version}/bin/${name}`)]
  const found = findProgram(name, { places }) ?? findProgram(`${name}-22`)
  if (!found) throw new Failure(`This needs ${name}: rustup component add llvm-tools, or your system's package llvm; LLVM_BIN names its folder.`)
  return found
}

async function coverage() {
  const [profdata, cov] = [tool('llvm-profdata'), tool('llvm-cov')]
  if (outputOf('cargo', ['+nightly', '--version']) === undefined) throw new Failure('Branches are counted by nightly Rust: rustup toolchain install nightly')
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const env = {
    RUSTFLAGS: '-Cinstrument-coverage -Zcoverage-options=branch',
    LLVM_PROFILE_FILE: join(FOLDER, 'run-%p-%m.profraw'),
    CARGO_TARGET_DIR: join(ROOT, 'target', 'coverage'),
  }
  const args = ['+nightly', 'test', '--tests', '--message-format=json-render-diagnostics', '--', '--quiet']
  let listed = ''
  const fine = await run('cargo', args, { env, quiet: true, listen: (text) => { listed += text } })
  if (!fine) throw new Failure('The tests must pass before their coverage means something: npm test -- rust')
  const programs = [...listed.matchAll(/"executable":"([^"]+)"/g)].map(([, program]) => program ?? '')
  const raw = readdirSync(FOLDER).filter((name) => name.endsWith('.profraw')).map((name) => join(FOLDER, name))
  const data = join(FOLDER, 'all.profdata')
  if (!(await run(profdata, ['merge', '-sparse', ...raw, '-o', data]))) throw new Failure('The profiles could not be merged: is llvm-profdata as new as rustc?')
  const objects = programs.flatMap((program, index) => (index === 0 ? [program] : ['-object', program]))
  await run(cov, ['report', ...objects, `-instr-profile=${data}`, '-show-branch-summary', '-show-region-summary=false',
    '-ignore-filename-regex=(registry|rustc|/tests/|/examples/)'])
  say(`The profile is in ${data}.`)
}

coverage().catch(giveUp)
