/** The readers of documents without a page, as Node has them: what is read, what is refused and how. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../../scripts/command.mjs'
import { read } from '../../import.js'

/** @param {string} name */
const document = (name) => readFileSync(join(ROOT, 'www/tests/browser/documents', name))

/** @param {Buffer | string} bytes @param {string} code @param {RegExp} sentence @param {string} [lang] */
const refused = (bytes, code, sentence, lang = 'zh-CN') => assert.rejects(read(bytes, { lang }), (error) => {
  assert.ok(error instanceof Error)
  assert.equal(error.name, 'GoujiError')
  assert.match(error.message, sentence)
  assert.equal(/** @type {any} */ (error).diagnostics[0].code, code)
  return true
})

test('the same figures are read from Word and from a web page', async () => {
  const [word] = await read(document('chengbei-2024.docx'), { name: '城北.docx' })
  const [web] = await read(document('chengnan-2024.html').toString('utf8'))
  assert.deepEqual([word?.organ, word?.year, word?.pack, word?.file], ['城北区文化局', 2024, 'cn-gov-disclosure-2021', '城北.docx'])
  assert.equal(word?.cells['requests.decided.other'], '3')
  assert.equal(word?.cells['fees.charges.amount'], '1204.264')
  assert.deepEqual(word?.cells, web?.cells)
  assert.equal(web?.file, undefined)
})

test('what can’t be read is refused with a sentence and a stable name, and the next document is read', async () => {
  await refused(document('old.doc'), 'import.legacy_word', /旧版 Word/u)
  await refused(document('old.doc'), 'import.legacy_word', /old Word file/u, 'en')
  await refused('今天天气很好。', 'import.no_report', /没有找到/u)
  await refused('', 'import.empty', /空/u)
  await refused(document('chengbei-2024.docx').subarray(0, 9000), 'import.broken', /损坏/u)
  assert.equal((await read(document('chengbei-2025.xlsx')))[0]?.year, 2025)
})
