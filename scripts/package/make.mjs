/** The crate and www/ → dist/, the package as it is published. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { ensureNodePackages } from '../setup/node-packages.mjs'
import { buildAuthor, buildEngine, buildImport } from '../wasm.mjs'
import { copyFiles } from './files.mjs'
import { writeIntegrity } from './integrity.mjs'
import { writeNotices } from './notices.mjs'
import { writeOfflinePage } from './offline.mjs'
import { bundleScripts } from './scripts.mjs'
import { emitTypes } from './types.mjs'
import { translate } from './without-wasm.mjs'

export async function makePackage() {
  await ensureNodePackages()
  const engine = await buildEngine('shipped')
  const parts = {
    engine,
    import: await buildImport('shipped'),
    author: await buildAuthor('shipped'),
    withoutWasm: await translate(engine),
  }
  const dist = join(ROOT, 'dist')
  rmSync(dist, { recursive: true, force: true })
  await bundleScripts(parts, dist)
  await bundleScripts(parts, join(ROOT, 'build', 'weighed'), false)
  copyFiles(parts, dist)
  writeNotices(dist)
  await writeOfflinePage(parts, join(dist, 'gouji.html'))
  // The types are those of www/, which stands on the modules beside it.
  for (const build of [buildEngine, buildImport, buildAuthor]) await build('development')
  await emitTypes(dist)
  writeIntegrity(dist)
}
