/** What the repository takes from others, and how. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../command.mjs'

/** @param {string} name */
const read = (name) => readFileSync(join(ROOT, name), 'utf8')

const FOLDERS = ['.', 'benches', 'www/examples', 'www/tests/mutants']

/** @param {string} folder */
const manifest = (folder) => JSON.parse(read(join(folder, 'package.json')))

test('every package is locked with its checksum', () => {
  for (const folder of FOLDERS) {
    const { dependencies = {}, devDependencies = {} } = manifest(folder)
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(String(version), /^(npm:.+@)?\d+\.\d+\.\d+[\w.-]*$/, `${folder}: ${name} is not named by one version`)
    }
    const { packages } = JSON.parse(read(join(folder, 'package-lock.json')))
    for (const [path, entry] of Object.entries(packages)) {
      if (path === '' || entry.link) continue
      assert.match(entry.integrity ?? '', /^sha512-/, `${folder}: ${path} has no checksum`)
      assert.ok(!/^(git|https?|file):/.test(entry.version ?? ''), `${folder}: ${path} comes from elsewhere`)
    }
  }
  for (const lock of ['Cargo.lock', 'fuzz/Cargo.lock', 'benches/native/Cargo.lock']) {
    for (const entry of read(lock).split('[[package]]').slice(1)) {
      const source = /^source = "(.*)"$/m.exec(entry)?.[1]
      if (source === undefined) continue
      assert.match(source, /^registry\+/, `${lock}: ${entry}`)
      assert.match(entry, /^checksum = "[0-9a-f]{64}"$/m, `${lock}: ${entry}`)
    }
  }
})

test('no install script is run', () => {
  assert.match(read('.npmrc'), /^ignore-scripts=true$/m)
  const { scripts } = manifest('.')
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'prepack']) assert.equal(scripts[name], undefined, name)
})

test('the published package depends on nothing', () => {
  const { dependencies, optionalDependencies, peerDependencies, bundleDependencies } = manifest('.')
  assert.deepEqual([dependencies, optionalDependencies, peerDependencies, bundleDependencies], [undefined, undefined, undefined, undefined])
})

test('the crate forbids unsafe code', () => {
  assert.match(read('Cargo.toml'), /^\[lints\.rust\]\n(?:.+\n)*?unsafe_code = "forbid"$/m)
  assert.ok(existsSync(join(ROOT, 'Cargo.lock')))
})
