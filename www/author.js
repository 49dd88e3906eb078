/**
 * The tools of a pack's author: a pack's text → its mistakes, what lint says of its rules, how its examples come out, its
 * rules in words, a form. A module of its own, which a form that is typed never loads.
 *
 * In: a pack's text, or a built-in pack's id. Out: the values that the command line writes with `--format json`, one a line.
 * Nothing is sent. Must not know: the page, how rules are checked.
 *
 * @example
 * import { lint } from 'gouji/author'
 * for (const { severity, message, line } of await lint(text)) console.log(severity, line ?? '', message)
 */
import { authorModule } from './author/module.js'
import { openDoor, wasmEngine } from './engine/wasm.js'
import { bindDoor } from './wasm-author/gouji.js'

/** @import { Description, Door, Engine, FormPage, Mistake, Outcome, Remark } from './contract.js' */
/**
 * @typedef {object} AuthorOptions
 * @property {string} [lang] language of the sentences, zh-CN unless asked otherwise
 * @property {string} [name] what the text's mistakes are reported under, such as a file's name
 */
/** @typedef {(source: string, name: string, lang: string) => any} Tool */
/** @typedef {Door & { author_lint: Tool, author_test: Tool, author_describe: Tool, author_form: Tool, pack_text(name: string): string | undefined }} AuthorDoor */

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled
/** @type {Promise<AuthorDoor> | undefined} */
let current

/** A start that failed may be tried again. */
function theModule() {
  compiled ??= authorModule()
  compiled.catch(() => { compiled = undefined })
  return compiled
}

/** @returns {Promise<AuthorDoor>} */
const start = async () => /** @type {AuthorDoor} */ (/** @type {unknown} */ (await openDoor(await theModule(), bindDoor)))

/** The instance in use. */
function instance() {
  current ??= start()
  current.catch(() => { current = undefined })
  return current
}

/**
 * @template T
 * @param {(door: AuthorDoor) => T} work
 * @returns {Promise<T>}
 */
async function run(work) {
  const door = await instance()
  try {
    return work(door)
  } catch (error) {
    // A refusal is an answer of a sound instance; anything else is a trap, after which nothing in it can be trusted.
    if (!(error instanceof Error && error.name === 'GoujiError')) current = undefined
    throw error
  }
}

/**
 * Looks a pack through: every mistake of its text with its place, or, where it has none, what its author should know of its
 * rules: contradictions, repetitions, rules that never apply, cells in which an error could not be named.
 *
 * @param {string} pack a pack's text, or a built-in pack's id
 * @param {AuthorOptions} [options]
 * @returns {Promise<(Mistake | Remark)[]>} a mistake has a `line`
 */
export function lint(pack, { lang = 'zh-CN', name = '' } = {}) {
  return run((door) => door.author_lint(pack, name, lang))
}

/**
 * Runs a pack's own examples.
 *
 * @param {string} pack a pack's text, or a built-in pack's id
 * @param {AuthorOptions} [options]
 * @returns {Promise<Outcome[]>} one for each example, and one for each rule that no example breaks
 * @throws {Error} named `GoujiError`, with the text's mistakes in `diagnostics`
 */
export function test(pack, { lang = 'zh-CN', name = '' } = {}) {
  return run((door) => door.author_test(pack, name, lang))
}

/**
 * Says every rule instance of a pack in words.
 *
 * @param {string} pack a pack's text, or a built-in pack's id
 * @param {AuthorOptions} [options]
 * @returns {Promise<Description[]>}
 * @throws {Error} named `GoujiError`, with the text's mistakes in `diagnostics`
 */
export function describeRules(pack, { lang = 'zh-CN', name = '' } = {}) {
  return run((door) => door.author_describe(pack, name, lang))
}

/**
 * Makes a ready page with a pack's form. It loads `gouji.js` from beside itself.
 *
 * @param {string} pack a pack's text, or a built-in pack's id
 * @param {AuthorOptions} [options]
 * @returns {Promise<FormPage>}
 * @throws {Error} named `GoujiError`, with the text's mistakes in `diagnostics`
 */
export function form(pack, { lang = 'zh-CN', name = '' } = {}) {
  return run((door) => door.author_form(pack, name, lang))
}

/**
 * The text of a built-in pack, to begin with.
 *
 * @param {string} id
 * @returns {Promise<string | undefined>}
 */
export function textOf(id) {
  return run((door) => door.pack_text(id))
}

/** The built-in packs. @returns {Promise<{ id: string, title: string, version: string }[]>} */
export function packs() {
  return run((door) => door.packs())
}

/**
 * The engine with every built-in pack, for `attach` and `load`: the one that a form loads leaves the big packs out.
 *
 * @example
 * await attach(form, { pack: { text }, engine })
 *
 * @returns {Promise<Engine>}
 */
export async function engine() { return wasmEngine(await theModule(), bindDoor) }
