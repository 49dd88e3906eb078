/** The workbench's parts that need no page: what hangs together, what was saved. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordsIn } from '../../saved.js'
import { editsOf, Shelf } from '../../workbench/shelf.js'

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
