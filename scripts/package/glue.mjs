/**
 * The script that wasm-bindgen writes, which loads one instance and holds it → a function that gives what an instance needs
 * and, once it is made, the door into it: any number of instances, made from WebAssembly or from its translation.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../command.mjs'

/** How it finds, fetches and starts a module by itself, of which nothing is needed. */
const LOADER = /    let script_src;[^]*?\n    }\n|    async function __wbg_load\([^]*?return Object\.assign\(__wbg_init, { initSync }, exports\);/g
const START = `    return {
        imports: __wbg_get_imports(),
        open(instance) {
            __wbg_finalize_init(instance, undefined);
            return exports;
        },
    };`

/** Whether a view of the memory is stale, asked in ways that only WebAssembly's own memory answers. */
const STALE_VIEW = /if \((cached\w+Memory0) === null \|\| [^{]*\) {/g

/** How a value is told in the message about a record that is none; in full it takes more script than all other messages. */
const TELLING = /    function debugString\(val\) {[^]*?\n    }\n/
const TOLD = `    function debugString(val) {
        try {
            return JSON.stringify(val) ?? String(val);
        } catch (_) {
            return typeof val;
        }
    }
`

/** Memory that can't be made longer, of which there is none. */
const FIXED = /        if \(realloc === undefined\) {[^]*?\n        }\n/

/** What is changed or taken out, and the word by which it is known that a module's script has it: not every one has all. */
const PARTS = /** @type {const} */ ([[STALE_VIEW, 'Memory0() {'], [TELLING, 'debugString'], [FIXED, 'realloc']])

/** @param {string} folder with gouji.js and gouji.d.ts */
export function wrapGlue(folder) {
  const script = join(folder, 'gouji.js')
  const types = join(folder, 'gouji.d.ts')
  const glue = readFileSync(script, 'utf8')
  const namespace = /declare namespace wasm_bindgen {[^]*?\n}\n/.exec(readFileSync(types, 'utf8'))?.[0]
  if (glue.match(LOADER)?.length !== 2 || PARTS.some(([part, word]) => glue.includes(word) && glue.match(part) === null) || namespace === undefined) {
    throw new Failure(`wasm-bindgen wrote other glue than it used to. Read ${script} and mend scripts/package/glue.mjs.`)
  }
  const note = '// Made by wasm-pack and scripts/package/glue.mjs.\n'
  const bound = glue
    .replace(LOADER, (text) => (text.includes('async function __wbg_load') ? START : ''))
    .replace(TELLING, () => TOLD)
    .replace(FIXED, '')
    .replace(STALE_VIEW, (_, view) => `if (${view} === null || ${view}.buffer !== wasm.memory.buffer) {`)
    .trimEnd()
  writeFileSync(script, `${note}export function bindDoor() {\n${bound}\nreturn wasm_bindgen\n}\n`)
  writeFileSync(types, `${note}${namespace}
/** What an instance imports, and the door into it once it is made. */
export declare function bindDoor(): { imports: any, open(instance: { exports: any }): typeof wasm_bindgen }
`)
}
