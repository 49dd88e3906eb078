/** What a person reads who asked for something that can't be: one sentence, what to do, and no stack. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { ROOT } from '../command.mjs'

/** @param {string[]} args @param {Record<string, string>} env */
function node(args, env) {
  const done = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env }, timeout: 60_000 })
  assert.equal(done.status, 1)
  assert.doesNotMatch(done.stderr, /^\s+at /m)
  return done.stderr
}

test('a taken port', async () => {
  const other = createServer()
  const port = await new Promise((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (other.address()).port))
  })
  assert.match(node(['scripts/start.mjs'], { PORT: String(port) }), new RegExp(`Port ${port} is taken .* PORT=\\d+ npm start`))
  other.close()
})

for (const port of ['eighty', '-1', '65536', '80.5']) {
  test(`PORT=${port}`, () => {
    assert.match(node(['scripts/start.mjs'], { PORT: port }), /PORT is ".*"; it must be a whole number/)
  })
}

test('a stage of the tests that there isn’t', () => {
  assert.match(node(['scripts/test.mjs', 'broswer'], {}), /no stage "broswer".*browser/)
})

test('a browser named that isn’t there', () => {
  const script = "import('./scripts/setup/browsers.mjs').then(({ ensureBrowsers }) => ensureBrowsers()).catch((error) => { console.error(error.message); process.exit(1) })"
  assert.match(node(['-e', script], { GOUJI_FIREFOX: '/no/such/firefox' }), /GOUJI_FIREFOX names \/no\/such\/firefox, and there is no such program/)
})
