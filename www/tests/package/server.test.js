/** The server's own check: each recipe gives the bytes that the browser's engine gives. */
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { findProgram, ROOT } from '../../../scripts/command.mjs'
import { resultsBy } from './engines.js'
import { RECORDS } from './records.js'

const execute = promisify(execFile)
const java = findProgram('java')
const FIGURES = { person: '3', business: '0', research: '0', nonprofit: '0', legal: '0', other: '0', total: '4' }

/** @param {string} program @param {string[]} args @param {string} input @returns {Promise<string>} */
function outputGiven(program, args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => { text += chunk })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}`))))
    child.stdin.end(input)
  })
}

test('Node checks a posted form again, and does not believe the browser', async () => {
  const fields = Object.entries(FIGURES).map(([column, figure]) => [`requests.new.${column}`, figure])
  const posted = new URLSearchParams([...fields, ['gouji_result', '{"status":"consistent","findings":[]}'], ['csrf', 'x']])
  const { result, agrees } = JSON.parse(await outputGiven(process.execPath, ['examples/server/recheck.mjs'], posted.toString()))
  assert.equal(result.status, 'inconsistent')
  assert.equal(agrees, false)
})

if (java !== undefined) {
  test('Java asks the command line, kept open, and gets the bytes of the browser', async () => {
    await execute('cargo', ['build', '--quiet', '--bin', 'gouji'], { cwd: ROOT })
    const program = join(ROOT, 'target/debug', process.platform === 'win32' ? 'gouji.exe' : 'gouji')
    assert.ok(existsSync(program))
    const records = `${RECORDS.map((record) => JSON.stringify(record)).join('\n')}\n`
    const results = await outputGiven(java, ['-Dfile.encoding=UTF-8', 'examples/server/Recheck.java', program, '2'], records)
    assert.deepEqual(results.trimEnd().split('\n'), await resultsBy('gouji/engine'))
  })
}
