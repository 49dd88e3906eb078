/**
 * The JavaScript in the documentation → what is wrong with it, by the package's own types. An example may speak of things of
 * the reader's own (a table, an editor, another library); what it asks of gouji must be there.
 *
 * In: the pages. Out: a sentence for each mistake. Must not know: what an example is about.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run } from '../command.mjs'
import { blocksOf } from './markdown.mjs'
import { pages } from './pages.mjs'

const FOLDER = join(ROOT, 'build', 'docs-examples')

/** Names and modules that are the reader's own, and what follows from not knowing them; a passage of a function of theirs. */
const THEIRS = /error TS(?:1108|2304|2307|2503|2552|2580|2581|2582|2584|2592|7005|7006|7016|7031|7034|7053):/u

/** Beside the pages themselves. */
const OTHERS = ['README.md', 'README.zh-CN.md']

/** @returns {{ place: string, text: string }[]} */
function examples() {
  const texts = [...pages().map(({ file, source }) => ({ file: `docs/${file}`, source })), ...OTHERS.map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') }))]
  return texts.flatMap(({ file, source }) => blocksOf(source)
    .filter(({ language }) => language === 'js' || language === 'javascript')
    .map(({ text, line }) => ({ place: `${file}:${line}`, text })))
}

/** @returns {Promise<{ examples: number, mistakes: string[] }>} */
export async function checkExamples() {
  const all = examples()
  return { examples: all.length, mistakes: await mistakesIn(all) }
}

/** @param {{ place: string, text: string }[]} all @returns {Promise<string[]>} */
export async function mistakesIn(all) {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const names = new Map(all.map(({ place, text }, index) => {
    const name = `example-${index}.js`
    writeFileSync(join(FOLDER, name), `${text}\nexport {}\n`)
    return [name, place]
  }))
  const options = {
    allowJs: true, checkJs: true, strict: true, noEmit: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'],
    types: [], skipLibCheck: true, paths: { gouji: ['../../www/gouji.js'], 'gouji/*': ['../../www/*.js'] },
  }
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.js', '../../www/inlined.d.ts'] }))
  let said = ''
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', FOLDER, '--pretty', 'false'], { quiet: true, listen: (text) => { said += text } })
  return said.split('\n').flatMap((line) => {
    const [, name = '', where = ''] = /(example-\d+\.js)\((\d+),\d+\)/u.exec(line) ?? []
    return name === '' || THEIRS.test(line) ? [] : [`${names.get(name)}, line ${where} of the example: ${line.slice(line.indexOf('error'))}`]
  })
}
