/**
 * Documents as they exist → the reports in them: text, web pages, Word, Excel, PDF. A module of its own, which a form that is
 * typed never loads.
 *
 * In: bytes, or text as it was pasted. Out: records as CONTRACTS has them, with what could not be placed. Nothing is sent.
 * Must not know: the page, rules, what is done with a record.
 *
 * @example
 * import { read } from 'gouji/import'
 * const [record] = await read(await file.arrayBuffer(), { name: file.name })
 */
import { openDoor } from './engine/wasm.js'
import { importModule } from './import/module.js'
import { bindDoor } from './wasm-import/gouji.js'

/** @import { Record } from './contract.js' */
/** @typedef {{ read(bytes: Uint8Array, lang: string): Record[] }} Reader */

/** An instance's memory never shrinks: after a document of so many bytes the next one gets a fresh instance. */
const HUGE = 8 << 20

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled
/** @type {Promise<Reader> | undefined} */
let current

/** @returns {Promise<Reader>} the instance in use; a start that failed may be tried again */
function instance() {
  compiled ??= importModule()
  compiled.catch(() => { compiled = undefined })
  current ??= compiled.then(async (module) => /** @type {Reader} */ (/** @type {unknown} */ (await openDoor(module, bindDoor))))
  current.catch(() => { current = undefined })
  return current
}

/** Loads the readers, so that reading asks for nothing any more. @returns {Promise<void>} */
export async function prepare() { await instance() }

/**
 * Reads every report in a document. The kind of document is found by its content, not by its name.
 *
 * @param {ArrayBuffer | ArrayBufferView | string} document a file's bytes, or text or HTML as it was pasted
 * @param {{ name?: string, lang?: string }} [options] `name` becomes the records' `file`; `lang` is that of the remarks,
 *   zh-CN unless asked otherwise
 * @returns {Promise<Record[]>} at least one
 * @throws {Error} named `GoujiError`: the message says why the document can't be read and what to do; `diagnostics[0].code`
 *   is the reason's stable name, such as `import.encrypted`
 */
export async function read(document, { name, lang = 'zh-CN' } = {}) {
  const bytes = bytesOf(document)
  const reader = await instance()
  try {
    const records = reader.read(bytes, lang)
    return name === undefined ? records : records.map((record) => ({ ...record, file: name }))
  } catch (error) {
    // A refusal is an answer of a sound instance; anything else is a trap, after which nothing in it can be trusted.
    if (!(error instanceof Error && error.name === 'GoujiError')) current = undefined
    throw error
  } finally {
    if (bytes.length > HUGE) current = undefined
  }
}

/** @param {ArrayBuffer | ArrayBufferView | string} document */
function bytesOf(document) {
  if (typeof document === 'string') return new TextEncoder().encode(document)
  if (ArrayBuffer.isView(document)) return new Uint8Array(document.buffer, document.byteOffset, document.byteLength)
  return new Uint8Array(document)
}
