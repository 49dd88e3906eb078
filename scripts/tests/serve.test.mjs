/** The server hands out the files of its folder, under a strict policy, and nothing else. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { serve } from '../serve.mjs'

const folder = mkdtempSync(join(tmpdir(), 'gouji-serve-'))
/** @type {Awaited<ReturnType<typeof serve>>} */
let server

before(async () => {
  mkdirSync(join(folder, 'site', 'inner'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'site', 'index.html'), '<p>front</p>')
  writeFileSync(join(folder, 'site', 'inner', '表 一.js'), 'export {}')
  writeFileSync(join(folder, 'site', 'engine.wasm'), new Uint8Array([0, 97, 115, 109]))
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'))
  server = await serve(join(folder, 'site'))
})

after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/**
 * Asks for a path as it is written, which fetch would tidy up first.
 * @param {string} path
 * @returns {Promise<{ status: number | undefined, type: string | undefined, policy: unknown, body: string }>}
 */
function ask(path) {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: new URL(server.address).port, path }, (response) => {
      let body = ''
      response.on('data', (chunk) => { body += chunk })
      response.on('end', () => resolve({
        status: response.statusCode,
        type: response.headers['content-type'],
        policy: response.headers['content-security-policy'],
        body,
      }))
    }).on('error', reject)
  })
}

for (const [path, type] of [
  ['/', 'text/html; charset=utf-8'],
  ['/index.html?pack=x', 'text/html; charset=utf-8'],
  ['/engine.wasm', 'application/wasm'],
  [`/inner/${encodeURIComponent('表 一.js')}`, 'text/javascript; charset=utf-8'],
]) {
  test(`${path} is ${type}`, async () => {
    const answer = await ask(path)
    assert.equal(answer.status, 200)
    assert.equal(answer.type, type)
    assert.match(String(answer.policy), /default-src 'none'/)
  })
}

for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/link.txt', '/inner', '/nothing.js', '/%', '//']) {
  test(`${path} is not found`, async () => {
    const answer = await ask(path)
    assert.equal(answer.status, 404)
    assert.doesNotMatch(answer.body, /secret$/)
  })
}

test('a taken port is refused, not shared', async () => {
  await assert.rejects(serve(folder, { port: Number(new URL(server.address).port) }), { code: 'EADDRINUSE' })
})
