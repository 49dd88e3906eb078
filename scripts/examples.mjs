/**
 * `npm run examples`: installs the form systems of the gallery, bundles its pages and serves them.
 *
 * Their scripts load from a folder that isn't kept (www/examples/build). `npm run examples -- vue handsontable` bundles only
 * those pages.
 */
import { join } from 'node:path'
import { giveUp, ROOT, say } from './command.mjs'
import { bundleExamples, EXAMPLE_POLICY } from './examples/bundle.mjs'
import { serve } from './serve.mjs'
import { buildEngine } from './wasm.mjs'

async function examples() {
  const wanted = process.argv.slice(2)
  await bundleExamples(wanted.length > 0 ? wanted : undefined)
  await buildEngine('development')
  const { address } = await serve(join(ROOT, 'www'), { port: Number(process.env.PORT ?? 8080), policy: EXAMPLE_POLICY })
  say(`\nThe gallery is at ${address}examples/\nCtrl+C ends it.`)
}

examples().catch(giveUp)
