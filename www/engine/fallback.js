/**
 * Where the build without WebAssembly comes from. The package takes `fallback-module.js`, `fallback-tag.js` or
 * `classic/fallback.js` in its place; the scripts as they stand in the repository have none.
 */

/** @import { Engine } from '../contract.js' */

/** @returns {Promise<Engine>} */
export async function startWithoutWasm() {
  throw new Error('the scripts are run from their sources, and only the package has a build without it')
}
