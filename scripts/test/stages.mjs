/** The claims of `npm test`, in the order in which a mistake is found soonest. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { outputOf, ROOT, run } from '../command.mjs'
import { buildSite } from '../docs/site.mjs'
import { bundleExamples, QUICK_EXAMPLES } from '../examples/bundle.mjs'
import { makePackage } from '../package/make.mjs'
import { reportSizes } from '../package/sizes.mjs'
import { CHECKS } from '../release.mjs'
import { ensureBrowsers } from '../setup/browsers.mjs'
import { ensureRustComponents } from '../setup/rust.mjs'
import { quickRoute, TARGET } from '../setup/wasm-target.mjs'
import { ensureSpark } from '../setup/spark.mjs'
import { buildAuthor, buildEngine, buildImport } from '../wasm.mjs'
import { countTests } from './counts.mjs'
import { checkInstructions } from './instructions.mjs'

/** @import { Counts } from './counts.mjs' */

/**
 * @typedef {object} Stage
 * @property {string} name for `npm test -- NAME`
 * @property {string} claim
 * @property {() => Promise<Counts>} run
 * @property {boolean} [slow] only with `npm run test:all`
 * @property {boolean} [early] takes one core for long: begun after the first stage, beside those that stand before it
 */

/** The seed of the property tests: a failure is the change's own, and comes again. The long runs and the fuzzers look for new ones. */
const SEED = '20260101'

const PLAIN = { CARGO_TERM_COLOR: 'never', NO_COLOR: '1', FORCE_COLOR: undefined, INSTA_UPDATE: 'no', PROPTEST_RNG_SEED: process.env.PROPTEST_RNG_SEED ?? SEED }

/** @param {Counts[]} counts @returns {Counts} */
function sum(counts) {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  }
}

/**
 * One yes or no.
 * @param {string} program
 * @param {string[]} args
 */
async function check(program, args) {
  const fine = await run(program, args)
  return { passed: Number(fine), failed: Number(!fine) }
}

/**
 * A program that runs tests and sums them up.
 * @param {string} program
 * @param {string[]} args
 */
async function tests(program, args) {
  let text = ''
  const fine = await run(program, args, { env: PLAIN, listen: (chunk) => { text += chunk } })
  return countTests(text, fine)
}

/** Both browsers at the same time, each in a process of its own; the second to end prints after the first. */
async function browserTests(file = 'www/tests/browser/all.js') {
  const counts = await Promise.all(['chromium', 'firefox'].map(async (browser) => {
    let text = ''
    const env = { ...PLAIN, GOUJI_BROWSERS: browser }
    const args = ['--test-reporter=spec', file]
    const fine = await run(process.execPath, args, { env, quiet: true, listen: (chunk) => { text += chunk } })
    process.stdout.write(text)
    return countTests(text, fine)
  }))
  return sum(counts)
}

/** @param {string[]} configurations */
async function types(...configurations) {
  const counts = []
  for (const configuration of configurations) {
    counts.push(await check(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', configuration]))
  }
  return sum(counts)
}

/** @param {string} folder @param {string} ending */
function testFiles(folder, ending) {
  if (!existsSync(join(ROOT, folder))) return []
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith(ending)).sort().map((name) => join(folder, name))
}

/** By itself Node leaves a core to others: of two, half. */
const BOTH_CORES = ['--test', '--test-reporter=spec', '--test-concurrency=2']

/** @type {Stage[]} */
export const STAGES = [
  {
    name: 'format',
    claim: 'The Rust code is formatted',
    run: async () => {
      await ensureRustComponents()
      return check('cargo', ['fmt', '--check'])
    },
  },
  {
    name: 'lint',
    claim: 'The Rust code has no warnings',
    run: async () => {
      await ensureRustComponents()
      // The second is the engine as the page has it; its door is compiled only where there is a std for it.
      const page = ['--lib', '--no-default-features', ...(quickRoute() ? ['--target', TARGET] : [])]
      const counts = []
      for (const part of [['--all-targets'], page]) counts.push(await check('cargo', ['clippy', '--quiet', ...part, '--', '-D', 'warnings']))
      return sum(counts)
    },
  },
  {
    name: 'rust',
    claim: 'The engine and the command line do what they say',
    run: () => outputOf('cargo', ['nextest', '--version']) === undefined
      ? tests('cargo', ['test', '--all-targets'])
      : tests('cargo', ['nextest', 'run', '--no-fail-fast', '--status-level', 'fail', '--final-status-level', 'fail']),
  },
  {
    name: 'examples',
    claim: 'The examples in the documentation of the code run',
    run: () => tests('cargo', ['test', '--doc', '--quiet']),
  },
  {
    name: 'instructions',
    claim: 'The hot paths take no more instructions than they did',
    run: checkInstructions,
  },
  {
    name: 'wasm',
    early: true,
    claim: 'The engine, the readers and the author’s tools build for WebAssembly',
    run: async () => {
      // As they are shipped: what is tested from here on is what is published.
      for (const make of /** @type {const} */ (['shipped', 'development'])) {
        await buildEngine(make)
        await buildImport(make)
        await buildAuthor(make)
      }
      return { passed: 3, failed: 0 }
    },
  },
  {
    name: 'types',
    claim: 'The types of the JavaScript hold',
    run: async () => {
      await buildEngine('development') // their declarations are among the types
      await buildImport('development')
      await buildAuthor('development')
      return types('www', '.')
    },
  },
  {
    name: 'unit',
    claim: 'The parts of the page and the scripts work',
    run: async () => {
      await buildEngine('development')
      await buildImport('development')
      await buildAuthor('development')
      return tests(process.execPath, [...BOTH_CORES, ...testFiles('www/tests/unit', '.test.js'), ...testFiles('scripts', '.test.mjs')])
    },
  },
  {
    name: 'browser',
    claim: 'The page works in Chromium and Firefox',
    run: async () => {
      await ensureBrowsers()
      await buildEngine('development')
      await buildImport('development')
      await buildAuthor('development')
      await bundleExamples(QUICK_EXAMPLES)
      return browserTests()
    },
  },
  {
    name: 'docs',
    claim: 'The documentation is a site whose links lead somewhere, for everyone, in Chromium and Firefox',
    run: async () => {
      await ensureBrowsers()
      await buildEngine('development')
      await buildImport('development')
      await buildAuthor('development')
      const beside = Object.fromEntries(['wasm', 'wasm-import', 'wasm-author'].map((folder) => [folder, join(ROOT, 'www', folder)]))
      await buildSite(beside, { rust: false })
      return sum([{ passed: 1, failed: 0 }, await browserTests('www/tests/docs/site.test.js')])
    },
  },
  {
    name: 'adapters',
    claim: 'Every form system of the gallery is served, in Chromium and Firefox',
    slow: true,
    run: async () => {
      await ensureBrowsers()
      await buildEngine('development')
      await bundleExamples()
      return browserTests('www/tests/adapters/all.js')
    },
  },
  {
    name: 'differential',
    claim: 'A long run against the readable model finds no difference',
    slow: true,
    run: () => check('cargo', ['run', '--release', '--quiet', '--example', 'differential', '--', '--cases', '200000']),
  },
  {
    name: 'fuzz',
    claim: 'The fuzzers find nothing in a minute each',
    slow: true,
    run: () => check(process.execPath, ['scripts/fuzz.mjs', '--minutes', '1']),
  },
  {
    name: 'soak',
    claim: 'A million edits and ten thousand attachments leave memory flat and every verdict right',
    slow: true,
    run: () => check(process.execPath, ['scripts/soak.mjs']),
  },
  {
    name: 'package',
    claim: 'The package runs in Node, in browsers with and without WebAssembly and in V8 of 2017, and is within its sizes',
    run: async () => {
      await ensureBrowsers()
      await makePackage()
      return sum([
        reportSizes(),
        await check(process.execPath, ['scripts/release.mjs', 'contents']),
        await tests(process.execPath, [...BOTH_CORES, ...testFiles('www/tests/package', '.test.js')]),
      ])
    },
  },
  {
    name: 'spark',
    claim: 'The Spark job gives the results of one machine, and resumes',
    slow: true,
    run: async () => {
      await ensureSpark()
      return tests(process.execPath, ['--test', '--test-reporter=spec', 'examples/spark/job.test.mjs'])
    },
  },
  {
    name: 'highs',
    claim: 'The locator agrees with an independent solver',
    slow: true,
    run: () => check(process.execPath, ['scripts/highs.mjs']),
  },
  {
    name: 'site',
    claim: 'The documentation builds as it is published, with the pages of the crate',
    slow: true,
    run: () => check(process.execPath, ['scripts/docs.mjs']),
  },
  {
    name: 'consumers',
    claim: 'The package works in a fresh project of each kind',
    slow: true,
    run: async () => {
      await ensureBrowsers()
      await makePackage()
      return tests(process.execPath, ['--test', '--test-reporter=spec', 'www/tests/consumers/all.js'])
    },
  },
  {
    name: 'release',
    claim: 'The package can be published: its contents, types, licences and versions are in order',
    slow: true,
    run: () => check(process.execPath, ['scripts/release.mjs', ...Object.keys(CHECKS)]),
  },
  {
    name: 'old',
    claim: 'The package works in Chromium 72 to 88 and in V8 6.2 to 9.4',
    slow: true,
    run: async () => {
      await makePackage()
      return tests(process.execPath, ['--test', '--test-reporter=spec', 'www/tests/old/all.js'])
    },
  },
]
