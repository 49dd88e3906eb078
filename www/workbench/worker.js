/**
 * Reads and checks beside the page, so that the page never stands still.
 *
 * In: `{ id, task: 'read', document, name, lang }`, `{ id, task: 'check', record, lang }`. Out: `{ id, answer }`, or
 * `{ id, refusal }` with a sentence; `{ id, trap }` where the program itself failed. Must not know: the page.
 */
import { load } from '../engine.js'
import { prepare, read } from '../import.js'
import { hasNumbers, recordsIn } from '../saved.js'
import { wordsIn } from './words.js'

/** @import { Language, Record, Result } from '../contract.js' */
/** @import { Pack } from '../engine.js' */

/** @typedef {{ record: Record, result: Result | null }} Reading */

/** @type {Map<string, Promise<Pack>>} */
const packs = new Map()

/** @param {string} name @param {string} lang */
function packNamed(name, lang) {
  const key = `${lang} ${name}`
  const opened = packs.get(key) ?? load(name, { lang })
  packs.set(key, opened)
  opened.catch(() => packs.delete(key))
  return opened
}

/** @param {Record} record @param {string} lang @returns {Promise<Result | null>} null where the record names no pack */
async function check(record, lang) {
  if (record.pack === undefined) return null
  return (await packNamed(record.pack, lang)).check(record)
}

/** @param {{ document: ArrayBuffer | string, name?: string, lang: Language }} wanted @returns {Promise<Reading[]>} */
async function readAndCheck({ document, name, lang }) {
  const saved = recordsIn(document, name)
  if (saved?.some(hasNumbers)) throw Object.assign(new Error(wordsIn(lang).numbers), { name: 'GoujiError' })
  const records = saved ?? await read(document, { ...(name === undefined ? {} : { name }), lang })
  const readings = []
  for (const record of records) readings.push({ record, result: await check(record, lang) })
  return readings
}

/** @param {any} wanted */
function perform(wanted) {
  if (wanted.task === 'read') return readAndCheck(wanted)
  if (wanted.task === 'check') return check(wanted.record, wanted.lang)
  return Promise.all([prepare(), packNamed('cn-gov-disclosure-2021', wanted.lang)]).then(() => null)
}

self.addEventListener('message', async ({ data }) => {
  try {
    self.postMessage({ id: data.id, answer: await perform(data) })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const refused = error instanceof Error && error.name === 'GoujiError'
    self.postMessage({ id: data.id, [refused ? 'refusal' : 'trap']: message })
  }
})
