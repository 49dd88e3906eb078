/** JSDoc of www/ → declarations in dist/types, so that the file that is read is the file that is typed. */
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, ROOT, run } from '../command.mjs'
import { ENTRIES } from './scripts.mjs'

/** @param {string} dist */
export async function emitTypes(dist) {
  const folder = join(dist, 'types')
  const args = [
    ...ENTRIES.map((entry) => join('www', entry)), 'www/inlined.d.ts', '--ignoreConfig',
    '--allowJs', '--checkJs', '--strict', '--declaration', '--emitDeclarationOnly', '--stripInternal',
    '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom,dom.iterable', '--types', '',
    '--rootDir', 'www', '--outDir', folder,
  ]
  const fine = await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...args])
  if (!fine) throw new Failure('The declarations could not be made; the lines above say why.')
  // Declarations that were written by hand are read, not emitted.
  for (const name of readdirSync(join(ROOT, 'www')).filter((file) => file.endsWith('.d.ts'))) {
    copyFileSync(join(ROOT, 'www', name), join(folder, name))
  }
}
