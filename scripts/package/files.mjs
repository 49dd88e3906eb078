/** What the package ships as it is: the engine's file, the style sheet, the packs. */
import { copyFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'

/** @param {import('./scripts.mjs').Modules} modules @param {string} dist */
export function copyFiles(modules, dist) {
  mkdirSync(dist, { recursive: true })
  copyFileSync(join(modules.engine, 'gouji_bg.wasm'), join(dist, 'gouji.wasm'))
  copyFileSync(join(ROOT, 'www', 'gouji.css'), join(dist, 'gouji.css'))
  cpSync(join(ROOT, 'packs'), join(dist, 'packs'), { recursive: true })
}
