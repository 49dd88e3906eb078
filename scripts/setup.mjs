/** `npm run setup`: everything that start, test and build need, before the first of them is run. */
import { giveUp } from './command.mjs'
import { ensureBrowsers } from './setup/browsers.mjs'
import { ensureNodePackages } from './setup/node-packages.mjs'
import { ensureRust } from './setup/rust.mjs'
import { ensureSourceRoute } from './setup/wasm-target.mjs'
import { ensureWasmTools } from './setup/wasm-tools.mjs'

async function setup() {
  ensureRust()
  await ensureNodePackages()
  await ensureSourceRoute()
  await ensureWasmTools()
  await ensureBrowsers()
}

setup().catch(giveUp)
