/** The author's tools without a page: the same bytes as the command line, whose transcripts in tests/cli are its own tests. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../../scripts/command.mjs'
import { describeRules, engine, form, lint, packs, test as tryExamples, textOf } from '../../author.js'
import { load } from '../../engine.js'

const FOLDER = join(ROOT, 'tests/cli')
/** @type {{ [command: string]: (pack: string, options: { name: string, lang: string }) => Promise<any> }} */
const TOOLS = { lint, test: tryExamples, describe: describeRules, form }

/** @param {string} name */
const packFile = (name) => readFileSync(join(FOLDER, 'files', name), 'utf8')

/** What `gouji lint|test|describe|form FILE --format json` printed, by its transcript. */
function transcripts() {
  const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(join(FOLDER, name), 'utf8'))
  return texts.flatMap((text) => text.split(/^\$ gouji /mu).slice(1)).flatMap((part) => {
    const [command = '', ...lines] = part.split('\n')
    const [, tool = '', file = ''] = /^(lint|test|describe|form) (\S+\.gouji)\b/u.exec(command) ?? []
    if (tool === '' || !command.includes('--format json')) return []
    const printed = lines.slice(0, lines.findIndex((line) => /^exit \d$/u.test(line))).filter((line) => !line.startsWith('2> '))
    return [{ command, tool, file, lang: /--lang (\S+)/u.exec(command)?.[1] ?? 'zh-CN', printed }]
  })
}

for (const { command, tool, file, lang, printed } of transcripts()) {
  test(`gouji ${command} says the same to the byte`, async () => {
    const said = await TOOLS[tool]?.(packFile(file), { name: file, lang })
    assert.deepEqual([said].flat().map((value) => JSON.stringify(value)), printed)
  })
}

test('each tool has a transcript to be held to', () => {
  assert.deepEqual([...new Set(transcripts().map(({ tool }) => tool))].sort(), ['describe', 'form', 'lint', 'test'])
})

test('a text with mistakes has no form, no rules and no examples: all its mistakes are thrown', async () => {
  for (const tool of [form, describeRules, tryExamples]) {
    await assert.rejects(tool(packFile('unread.gouji'), { name: 'unread.gouji', lang: 'en' }), (error) => {
      const { name, message, diagnostics } = /** @type {any} */ (error)
      assert.equal(name, 'GoujiError')
      assert.match(message, /unread\.gouji:3:9[^]*unread\.gouji:6:11/u)
      assert.deepEqual(diagnostics.map((/** @type {any} */ mistake) => mistake.line), [3, 6])
      return true
    })
  }
})

test('whatever is thrown at it is answered, and the next pack is looked through', async () => {
  for (const text of ['', '\u0000\u0001', 'cn-gov-disclosure-2012', '（'.repeat(100_000), 'report x "x"\n'.repeat(1000)]) {
    assert.ok((await lint(text)).length > 0, text.slice(0, 20))
  }
  assert.deepEqual(await lint('report x "x"\nfigures\n  a "甲"\n'), await lint('report x "x"\nfigures\n  a "甲"\n'))
})

test('every built-in pack is there, without a mistake, and its examples come out', async () => {
  const files = readdirSync(join(ROOT, 'packs')).filter((name) => name.endsWith('.gouji')).map((name) => name.slice(0, -6))
  assert.deepEqual((await packs()).map(({ id }) => id), files.sort())
  for (const id of files) {
    assert.equal(await textOf(id), readFileSync(join(ROOT, 'packs', `${id}.gouji`), 'utf8'))
    assert.deepEqual((await lint(id)).filter(({ severity }) => severity === 'error'), [])
  }
  const outcomes = await tryExamples('cn-gov-disclosure-2021')
  assert.ok(outcomes.length > 3)
  assert.deepEqual(outcomes.filter(({ passed }) => !passed), [])
  assert.equal(await textOf('nobody'), undefined)
})

test('its engine checks packs that extend any built-in one', async () => {
  const text = 'report local "本地"\n  extends cn-final-accounts\n  version "1"\n'
  const pack = await load({ text }, { engine })
  assert.equal(pack.check({ cells: {} }).pack, 'local')
})
