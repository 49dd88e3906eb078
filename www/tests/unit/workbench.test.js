/** The workbench's parts that need no page: what hangs together, what was saved. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../../engine.js'
import { read } from '../../import.js'
import { recordsIn } from '../../saved.js'
import { markedSheets } from '../../workbench/marked.js'
import { editsOf, Shelf } from '../../workbench/shelf.js'
import { wordsIn } from '../../workbench/words.js'
import { workbook } from '../../workbench/workbook.js'

/** @param {Shelf} shelf @param {string} organ @param {number} year */
function put(shelf, organ, year) {
  const entry = shelf.add(`${organ}-${year}`, '')
  shelf.fill(entry, [{ record: { organ, year, cells: { a: String(year) } }, result: null }])
  return entry
}

test('last year’s report is that of the same authority, and only where there is just one', () => {
  const shelf = new Shelf()
  const last = put(shelf, '城北区文化局', 2023)
  const current = put(shelf, '城北区 文化局', 2024)
  put(shelf, '城南区文化局', 2023)
  const skipped = put(shelf, '城北区文化局', 2026)
  assert.deepEqual(shelf.chain(), [current])
  assert.equal(shelf.linked(current).previous?.year, 2023)
  assert.equal(skipped.previous, undefined)
  assert.deepEqual(shelf.chain(), [])
  assert.deepEqual(shelf.dependents(last), [current])
  delete current.previous
  put(shelf, '城北区文化局', 2023)
  assert.deepEqual(shelf.chain(), [], 'two candidates: the person chooses')
})

test('parts are checked with what they are the parts of, none of them with its own', () => {
  const shelf = new Shelf()
  const whole = put(shelf, '市', 2024)
  const one = put(shelf, '甲区', 2024)
  const before = put(shelf, '甲区', 2023)
  shelf.chain()
  whole.parts = [one.id]
  whole.complete = true
  assert.equal(one.previous, before.id)
  assert.deepEqual(shelf.linked(whole).parts, { complete: true, records: [{ organ: '甲区', year: 2024, cells: { a: '2024' } }] })
})

test('several reports of one file stand in its place, in order', () => {
  const shelf = new Shelf()
  const file = shelf.add('两年.docx', '')
  const after = put(shelf, '别处', 2024)
  const filled = shelf.fill(file, [2023, 2024].map((year) => ({ record: { year, cells: {} }, result: null })))
  assert.deepEqual(shelf.entries, [...filled, after])
  assert.deepEqual(filled.map(({ name, part }) => [name, part]), [['两年.docx', 0], ['两年.docx', 1]])
})

test('a figure that was changed, filled in or cleared is an edit', () => {
  const shelf = new Shelf()
  const entry = put(shelf, '市', 2024)
  assert.deepEqual(editsOf(entry), [])
  Object.assign(entry.record?.cells ?? {}, { a: '', b: '7' })
  assert.deepEqual(editsOf(entry), [{ address: 'a', before: '2024', after: '' }, { address: 'b', before: '', after: '7' }])
})

test('what was saved is read again: one record, an array, one a line; nothing else is taken for it', () => {
  const record = { organ: '市', cells: { a: '1' } }
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text).buffer
  assert.deepEqual(recordsIn(bytes(`\uFEFF${JSON.stringify(record)}`), 'a.json'), [{ ...record, file: 'a.json' }])
  assert.deepEqual(recordsIn(JSON.stringify([record, { ...record, file: 'b' }]), 'a')?.map(({ file }) => file), ['a', 'b'])
  assert.equal(recordsIn(`${JSON.stringify(record)}\n${JSON.stringify(record)}\n`)?.length, 2)
  for (const other of ['', '[1, 2]', '{"cells": 3}', '<p>{}</p>', '{"cells":{}} nonsense', '[]']) assert.equal(recordsIn(bytes(other)), undefined, other)
})

test('the saved workbook marks the cells in question, gives the reasons, and is read again figure by figure', async () => {
  const pack = await load('cn-gov-disclosure-2021')
  const shape = pack.describe()
  const cells = Object.fromEntries(shape.cells.map(({ address }, index) => [address, String(index % 7)]))
  const other = shape.cells.map(({ address }) => address).filter((address) => address.startsWith('requests.'))
  for (const address of other) cells[address] = '0'
  Object.assign(cells, { 'requests.decided.other': '3', 'fees.charges.amount': '1204.264' })
  const record = { pack: shape.id, organ: '某局 <甲> & "乙"', year: 2024, cells }
  const shelf = new Shelf()
  const [entry] = shelf.fill(shelf.add('某局.html', ''), [{ record, result: pack.check(record) }])
  assert.ok(entry?.result)
  const finding = entry.result.findings.find(({ level }) => level === 'warning') ?? entry.result.findings[0]
  assert.ok(finding)
  finding.justified = '已核实'
  const [tables, findings] = markedSheets(entry, shape, wordsIn('zh-CN'))
  const marked = tables?.rows.flat().filter((cell) => cell?.look === 'wrong').map((cell) => cell?.text) ?? []
  assert.ok(marked.includes('3'), `marked: ${marked}`)
  assert.equal(findings?.rows.length, entry.result.findings.length + 1)
  assert.ok(findings?.rows.some((row) => row.at(-1)?.text === '已核实'))
  assert.ok(tables && findings)
  const [again] = await read(await workbook([tables]).arrayBuffer())
  assert.deepEqual(again?.cells, cells)
  assert.deepEqual([again?.organ, again?.year, again?.unplaced ?? []], ['某局甲乙', 2024, []])
})
