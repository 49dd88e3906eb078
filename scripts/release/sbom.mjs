/** What the package is made of → build/sbom.cdx.json, in the format of CycloneDX. The npm package itself depends on nothing. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.mjs'
import { crates } from './crates.mjs'

/** @returns {string} the file */
export function writeSbom() {
  const { name, version, license, dependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const reference = `pkg:npm/${name}@${version}`
  const components = crates().map((crate) => {
    const purl = `pkg:cargo/${crate.name}@${crate.version}`
    return { type: 'library', 'bom-ref': purl, name: crate.name, version: crate.version, purl, ...(crate.license ? { licenses: [{ expression: crate.license.replaceAll('/', ' OR ') }] } : {}) }
  })
  const npm = Object.entries(dependencies).map(([dependency, range]) => ({ type: 'library', 'bom-ref': `pkg:npm/${dependency}@${range}`, name: dependency, version: range, purl: `pkg:npm/${dependency}@${range}` }))
  const integrity = join(ROOT, 'dist/integrity.json')
  /** @type {{ [file: string]: string }} */
  const hashes = existsSync(integrity) ? JSON.parse(readFileSync(integrity, 'utf8')) : {}
  const files = Object.entries(hashes).map(([file, hash]) => ({
    type: 'file', name: `dist/${file}`, hashes: [{ alg: 'SHA-384', content: Buffer.from(hash.replace('sha384-', ''), 'base64').toString('hex') }],
  }))
  const body = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'library', 'bom-ref': reference, name, version, purl: reference, licenses: [{ expression: license }] } },
    components: [...npm, ...components, ...files],
    dependencies: [{ ref: reference, dependsOn: [...npm, ...components].map((component) => component['bom-ref']) }],
  }
  // Made of what it says, and of no clock: two builds of the same sources have the same.
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const serial = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/u, '$1-$2-5$3-8$4-$5')
  const file = join(ROOT, 'build/sbom.cdx.json')
  mkdirSync(join(ROOT, 'build'), { recursive: true })
  const { bomFormat, specVersion, ...rest } = body
  writeFileSync(file, `${JSON.stringify({ bomFormat, specVersion, serialNumber: `urn:uuid:${serial}`, ...rest }, null, 2)}\n`)
  return file
}
