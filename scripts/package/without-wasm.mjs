/**
 * The shipped engine's WebAssembly → JavaScript, with wasm2js: for browsers and policies that forbid the one and allow the
 * other. Does nothing where it was made of the same module already.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endOfLog, Failure, longStep, ROOT } from '../command.mjs'

/** The call that makes the module's one instance, and the exports of it. */
const INSTANCE = /\nvar retasmFunc = asmFunc\([^]*$/
const IMPORT = /^import \* as \S+ from '[^']+';\n/

/**
 * @param {string} folder of the shipped engine
 * @returns {Promise<string>} the file, a module with `instantiate(imports)`
 */
export async function translate(folder) {
  const module = join(folder, 'gouji_bg.wasm')
  const file = join(folder, 'without-wasm.js')
  const stamp = `// ${createHash('sha256').update(readFileSync(module)).digest('hex')}\n`
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(stamp)) return file
  const program = join(ROOT, 'node_modules', '.bin', 'wasm2js')
  const fine = await longStep('Translating the engine to JavaScript', 'usually 20 to 60 seconds', program, [module, '-Oz', '--one-caller-inline-max-function-size=10', '-o', file])
  if (!fine) throw new Failure(`${endOfLog()}\nThe engine could not be translated; the lines above say why.`)
  const text = readFileSync(file, 'utf8')
  if (!INSTANCE.test(text) || !IMPORT.test(text)) throw new Failure(`wasm2js wrote other code than it used to. Read ${file} and mend scripts/package/without-wasm.mjs.`)
  writeFileSync(file, stamp + text.replace(IMPORT, '').replace(INSTANCE, '\nexport const instantiate = asmFunc\n'))
  return file
}
