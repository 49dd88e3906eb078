/**
 * A module script as esbuild leaves it → the same in fewer bytes, by terser, whose names compress better and which folds what
 * esbuild leaves. The same text gives the same bytes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the oldest engines that run the module scripts. */
const ECMA = 2020

/** @param {string} text @returns {Promise<string>} */
export async function minified(text) {
  const { minify } = await import('terser')
  // `unsafe_arrows`: of the functions that become arrows, those of wasm-bindgen, none is made objects with or has a prototype asked of it.
  const { code = '' } = await minify(text, {
    module: true, ecma: ECMA, compress: { passes: 3, unsafe_arrows: true }, format: { preserve_annotations: true, ecma: ECMA },
  })
  return `${code}\n`
}

/** @param {string} folder whose scripts are modules */
export async function minifyIn(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))) {
    const file = join(folder, name)
    writeFileSync(file, await minified(readFileSync(file, 'utf8')))
  }
}
