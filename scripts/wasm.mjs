/**
 * The crate → the engine, the engine with the readers of documents, and the engine with the author's tools, as JavaScript
 * and WebAssembly, with wasm-pack. Two makes:
 *
 * - development: www/wasm/, www/wasm-import/ and www/wasm-author/, by the quickest route of this machine, not optimised for
 *   size;
 * - shipped: the same folders in build/, the WebAssembly MVP with std from source, optimised.
 *
 * Does nothing where no source is newer than what was made. Where the shipped make is there, development takes it.
 */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { endOfLog, Failure, longStep, ROOT } from './command.mjs'
import { orderFunctions } from './package/function-order.mjs'
import { wrapGlue } from './package/glue.mjs'
import { keepToMvp } from './package/mvp.mjs'
import { shortenNames } from './package/short-names.mjs'
import { ensureNodePackages } from './setup/node-packages.mjs'
import { ensureRust } from './setup/rust.mjs'
import { ensureAnyRoute, ensureSourceRoute } from './setup/wasm-target.mjs'
import { ensureWasmTools } from './setup/wasm-tools.mjs'

/** What the engine is made from. */
const SOURCES = ['Cargo.toml', 'Cargo.lock', 'build.rs', 'src', 'packs', 'messages', 'scripts/wasm.mjs', 'scripts/package/function-order.mjs', 'scripts/package/glue.mjs', 'scripts/package/module-bytes.mjs', 'scripts/package/mvp.mjs', 'scripts/package/short-names.mjs', 'scripts/setup/wasm-target.mjs']

/** The modules: what a form loads, what only a page that reads documents does, and what only one where packs are written does. */
const MODULES = {
  engine: { folder: 'wasm', called: 'engine', features: /** @type {string[]} */ ([]) },
  import: { folder: 'wasm-import', called: 'readers of documents', features: ['--features', 'pdf'] },
  author: { folder: 'wasm-author', called: "tools of a pack's author", features: ['--features', 'author'] },
}

/** For development rather a bigger binary now than a smaller one a minute later. */
const PROFILES = {
  development: { CARGO_PROFILE_RELEASE_LTO: 'off', CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16', CARGO_PROFILE_RELEASE_INCREMENTAL: 'true' },
  shipped: { CARGO_PROFILE_RELEASE_OPT_LEVEL: 'z' },
}

/** @param {string} path @returns {string[]} every file at or below it, in a fixed order */
function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)))
}

/** One hash over all sources: a changed, added or removed file changes it, a mere checkout does not. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesBelow(join(ROOT, source)))) {
    hash.update(`${file.slice(ROOT.length)}\n`).update(createHash('sha256').update(readFileSync(file)).digest())
  }
  return hash.digest('hex')
}

/** @param {string} folder @param {string} wanted */
function isMade(folder, wanted) {
  const made = ['gouji.js', 'gouji_bg.wasm', 'gouji.d.ts'].every((name) => existsSync(join(folder, name)))
  const stamp = join(folder, '.sources')
  return made && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

/** The engine alone. @param {'development' | 'shipped'} make */
export const buildEngine = (make) => buildModule(make, MODULES.engine)

/** The engine with the readers of documents. @param {'development' | 'shipped'} make */
export const buildImport = (make) => buildModule(make, MODULES.import)

/** The engine with the tools of a pack's author. @param {'development' | 'shipped'} make */
export const buildAuthor = (make) => buildModule(make, MODULES.author)

/**
 * @param {'development' | 'shipped'} make
 * @param {typeof MODULES.engine} module
 * @param {import('./setup/wasm-target.mjs').Route} route
 * @param {string} folder where to write
 */
async function runWasmPack(make, module, route, folder) {
  const args = [
    'build', '--mode', 'force', '--target', 'no-modules', '--release', ...(make === 'shipped' ? [] : ['--no-opt']),
    '--no-pack', '--out-name', 'gouji', '--out-dir', folder, '.',
    '--', '--no-default-features', ...module.features, '--locked', ...route.cargoArgs,
  ]
  const what = `Building the ${module.called} for WebAssembly (${make}${route.name === 'quick' ? '' : ', with its standard library'})`
  const env = { ...route.env, ...PROFILES[make], PATH: await ensureWasmTools(route.env.PATH) }
  const fine = await longStep(what, 'usually 1 to 3 minutes at first, then seconds', 'wasm-pack', args, env)
  if (!fine) throw new Failure(`${endOfLog()}\nThe ${module.called} could not be built for WebAssembly; the lines above say why.`)
}

/**
 * @param {'development' | 'shipped'} make
 * @param {typeof MODULES.engine} module
 * @returns {Promise<string>} the folder with gouji.js, gouji_bg.wasm and gouji.d.ts
 */
async function buildModule(make, module) {
  const folder = join(ROOT, make === 'shipped' ? 'build' : 'www', module.folder)
  const wanted = fingerprint()
  if (isMade(folder, wanted)) return folder
  const shipped = join(ROOT, 'build', module.folder)
  if (make === 'development' && isMade(shipped, wanted)) {
    rmSync(folder, { recursive: true, force: true })
    cpSync(shipped, folder, { recursive: true })
    return folder
  }
  ensureRust()
  if (make === 'shipped') await ensureNodePackages() // for wasm-opt
  const route = make === 'shipped' ? await ensureSourceRoute() : await ensureAnyRoute()

  // Made aside and moved as a whole: a build that fails leaves the last good one in place.
  const fresh = join(ROOT, 'build', `${make}.new`)
  rmSync(fresh, { recursive: true, force: true })
  await runWasmPack(make, module, route, fresh)
  wrapGlue(fresh)
  if (make === 'shipped') {
    const module = join(fresh, 'gouji_bg.wasm')
    await keepToMvp(module)
    await orderFunctions(module)
    shortenNames(fresh)
  }
  writeFileSync(join(fresh, '.sources'), wanted)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  renameSync(fresh, folder)
  return folder
}
