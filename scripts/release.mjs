/**
 * `npm run release`: everything that has to hold before the package is published, then the publication. With `--dry-run` it says
 * what would be published. With names it makes those checks alone: `npm run publint`, `npm run licences` and so on.
 */
import { join, relative } from 'node:path'
import { Failure, giveUp, outputOf, ROOT, run, say } from './command.mjs'
import { makePackage } from './package/make.mjs'
import { reportSizes } from './package/sizes.mjs'
import { acceptContents, contentsComplaints } from './release/contents.mjs'
import { licenceComplaints } from './release/licences.mjs'
import { reproducibleComplaints } from './release/reproducible.mjs'
import { writeSbom } from './release/sbom.mjs'
import { versionComplaints } from './release/version.mjs'
import { ensureNodePackages } from './setup/node-packages.mjs'
import { pack, TOOLS } from './release/tarball.mjs'

/** A program that looks at the tarball and speaks for itself. @param {string} name @param {string[]} args @returns {Promise<string[]>} */
async function tool(name, args) {
  await ensureNodePackages(TOOLS, { what: 'the tools of those who use the package', time: '10 to 120 seconds' })
  const fine = await run(process.execPath, [join(TOOLS, 'node_modules', name), ...args])
  return fine ? [] : ['the lines above say what is wrong']
}

/** @type {{ [name: string]: { claim: string, check: () => Promise<string[]> | string[] } }} */
export const CHECKS = {
  version: { claim: 'Every file names the same version, and the change log knows it', check: versionComplaints },
  sizes: { claim: 'Every file is within its size', check: () => (reportSizes().failed > 0 ? ['the lines above say which is too big'] : []) },
  contents: { claim: 'The tarball holds what it is known to hold', check: contentsComplaints },
  publint: { claim: 'publint finds nothing', check: async () => tool('publint/src/cli.js', ['run', await pack(), '--strict']) },
  // CommonJS takes the package with import(), as the README says; and no resolution from before exports maps is served.
  attw: { claim: 'Are the types wrong? No', check: async () => tool('@arethetypeswrong/cli/dist/index.js', [await pack(), '--profile', 'esm-only', '--exclude-entrypoints', './gouji.js', './gouji.classic.js', './gouji.without-wasm.js', './gouji.wasm', './gouji.css', '--no-color']) },
  licences: { claim: 'Every licence asks for no more than a notice', check: licenceComplaints },
  sbom: { claim: 'The bill of materials is written', check: () => { say(`  ${relative(ROOT, writeSbom())}`); return [] } },
}

/** @param {string} claim @param {() => Promise<string[]> | string[]} check @returns {Promise<boolean>} */
async function holds(claim, check) {
  const complaints = await check()
  say(`${complaints.length === 0 ? '✓' : '✗'} ${claim}`)
  for (const complaint of complaints) say(`    ${complaint}`)
  return complaints.length === 0
}

/** @param {string[]} names */
async function holdAll(names) {
  const held = []
  for (const name of names) {
    const { claim, check } = CHECKS[name] ?? {}
    if (claim === undefined || check === undefined) throw new Failure(`There is no check "${name}". The checks are: ${Object.keys(CHECKS).join(', ')}, reproducible.`)
    held.push(await holds(claim, check))
  }
  return held.every(Boolean)
}

async function publish() {
  const dry = process.argv.includes('--dry-run')
  if (!dry && outputOf('git', ['status', '--porcelain']) !== '') throw new Failure('Something is not committed. What is published is what a commit holds.')
  await makePackage()
  if (!await holdAll(Object.keys(CHECKS))) throw new Failure('Nothing was published.')
  // Provenance can only be stated where a forge runs this.
  const args = ['publish', '--ignore-scripts', ...(dry ? ['--dry-run'] : process.env.GITHUB_ACTIONS ? ['--provenance'] : [])]
  say(`\n${dry ? 'This would be published' : 'Publishing'}:`)
  if (!await run('npm', args)) throw new Failure('npm did not publish; the lines above say why.')
}

async function release() {
  const names = process.argv.slice(2).filter((word) => !word.startsWith('-'))
  if (names.length === 0) return publish()
  if (names[0] === 'reproducible') {
    process.exitCode = await holds('Two builds of the same commit are the same, to the byte', reproducibleComplaints) ? 0 : 1
    return
  }
  await makePackage()
  if (names[0] === 'contents' && process.argv.includes('--accept')) acceptContents()
  process.exitCode = await holdAll(names) ? 0 : 1
}

if (process.argv[1] === join(ROOT, 'scripts/release.mjs')) release().catch(giveUp)
