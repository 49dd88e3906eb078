/** Each engine, handed the records → their results as text. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../../scripts/command.mjs'
import { RECORDS } from './records.js'

const runProgram = promisify(execFile)

/** By the exports map, and unknown to the type checker, which runs before there is a package. @param {string} name */
export const packaged = (name) => import(name)

/** @param {string} door `gouji/engine` or another with `load` @returns {Promise<string[]>} */
export async function resultsBy(door) {
  const { load } = await packaged(door)
  /** @type {Map<string, any>} */
  const packs = new Map()
  const results = []
  for (const record of RECORDS) {
    const pack = packs.get(record.pack) ?? await load(record.pack)
    packs.set(record.pack, pack)
    results.push(JSON.stringify(pack.check(record)))
  }
  return results
}

/** @param {string} program a Node.js of any age @param {'wasm' | 'js'} mode @returns {Promise<string[]>} by the classic script */
export async function resultsInNode(program, mode) {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-records-'))
  const file = join(folder, 'records.json')
  writeFileSync(file, JSON.stringify(RECORDS))
  try {
    const runner = join(ROOT, 'www/tests/old/node-runner.cjs')
    const { stdout } = await runProgram(program, [runner, join(ROOT, 'dist'), mode, file], { maxBuffer: 1 << 28 })
    return stdout.trimEnd().split('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
