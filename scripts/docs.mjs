/**
 * `npm run docs`: the documentation → build/site, a folder of static files for any web server. `npm run docs -- --serve`
 * shows it afterwards; `--quick` takes the engine as `npm start` builds it.
 */
import { join } from 'node:path'
import { Failure, giveUp, say } from './command.mjs'
import { serve } from './serve.mjs'
import { ensureNodePackages } from './setup/node-packages.mjs'
import { ensureRust } from './setup/rust.mjs'
import { buildAuthor, buildEngine, buildImport } from './wasm.mjs'

/** The pages of the crate have scripts and styles in them, as rustdoc writes them; the site's own have none. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ')

async function docs() {
  const wanted = new Set(process.argv.slice(2))
  ensureRust()
  await ensureNodePackages()
  const { buildSite, SITE } = await import('./docs/site.mjs') // reads with npm's packages
  const make = wanted.has('--quick') ? 'development' : 'shipped'
  // The declarations of the glue are among the types, and these are read where `npm start` puts them.
  await buildEngine('development')
  await buildImport('development')
  await buildAuthor('development')
  const modules = { wasm: await buildEngine(make), 'wasm-import': await buildImport(make), 'wasm-author': await buildAuthor(make) }
  const { pages } = await buildSite(modules)
  say(`\n${join('build', 'site')} is made: ${pages} pages, and every link leads somewhere.`)
  if (!wanted.has('--serve')) return
  const port = Number(process.env.PORT ?? 8080)
  const { address } = await serve(SITE, { port, policy: POLICY }).catch((error) => {
    throw new Failure(`Port ${port} can't be used (${error.code ?? error.message}). Choose another one: PORT=8081 npm run docs -- --serve`)
  })
  say(`It is at ${address}\nCtrl+C ends it.`)
}

docs().catch(giveUp)
