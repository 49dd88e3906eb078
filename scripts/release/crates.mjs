/** Cargo.lock → the crates that are compiled into what is published. */
import { spawnSync } from 'node:child_process'
import { Failure, ROOT } from '../command.mjs'

/** @typedef {{ id: string, name: string, version: string, license: string | null, source: string | null, manifest_path: string }} Crate */

/** @returns {Crate[]} those of the browser's modules, sorted, without this one */
export function crates() {
  const args = ['metadata', '--format-version', '1', '--locked', '--no-default-features', '--features', 'pdf', '--filter-platform', 'wasm32-unknown-unknown']
  const done = spawnSync('cargo', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) throw new Failure(`cargo could not say what is compiled in:\n${done.stderr}`)
  const { packages, resolve } = JSON.parse(done.stdout)
  /** @type {Map<string, any>} */
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]))
  const reached = new Set([resolve.root])
  for (const id of reached) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (kinds.some((/** @type {any} */ { kind }) => kind !== 'dev')) reached.add(pkg)
    }
  }
  return packages.filter((/** @type {Crate} */ { id }) => reached.has(id) && id !== resolve.root)
    .sort((/** @type {Crate} */ one, /** @type {Crate} */ other) => `${one.name} ${one.version}`.localeCompare(`${other.name} ${other.version}`, 'en'))
}
