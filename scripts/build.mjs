/** `npm run build`: the crate and www/ → dist/, the package as it is published, and its sizes beside their limits. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, ROOT, say } from './command.mjs'
import { bundleScripts } from './package/scripts.mjs'
import { copyFiles } from './package/files.mjs'
import { reportSizes } from './package/sizes.mjs'
import { emitTypes } from './package/types.mjs'
import { ensureNodePackages } from './setup/node-packages.mjs'
import { buildAuthor, buildEngine, buildImport } from './wasm.mjs'

async function build() {
  await ensureNodePackages()
  const modules = { engine: await buildEngine('shipped'), import: await buildImport('shipped'), author: await buildAuthor('shipped') }
  const dist = join(ROOT, 'dist')
  rmSync(dist, { recursive: true, force: true })
  await bundleScripts(modules, dist)
  await bundleScripts(modules, join(ROOT, 'build', 'weighed'), false)
  copyFiles(modules, dist)
  await emitTypes(dist)
  say(`\ndist/ is made. Sizes, compressed with gzip:`)
  reportSizes()
}

build().catch(giveUp)
