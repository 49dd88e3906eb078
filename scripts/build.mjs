/** `npm run build`: the crate and www/ → dist/, the package as it is published, and its sizes beside their limits. */
import { giveUp, say } from './command.mjs'
import { makePackage } from './package/make.mjs'
import { reportSizes } from './package/sizes.mjs'

async function build() {
  await makePackage()
  say(`\ndist/ is made. Sizes, compressed with gzip:`)
  reportSizes()
}

build().catch(giveUp)
