/**
 * A browser's program and a page → what the page tells of itself. Browsers of former years understand no driver of today, so
 * the page drives itself and sends what it saw. In: a policy, records. Out: what was told, and what was asked for.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { ROOT } from '../../../scripts/command.mjs'

const PATIENCE = 120_000

/** @type {{ [ending: string]: string }} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' }

/** @typedef {{ told: any, asked: string[] }} Visit */

/**
 * @param {string} program
 * @param {string} path of the page
 * @param {{ policy?: string, records?: object[], missing?: string[], options?: string[] }} [circumstances] `missing` are files that the
 *   server doesn't have
 * @returns {Promise<Visit>}
 */
export async function visit(program, path, { policy, records = [], missing = [], options = [] } = {}) {
  /** @type {string[]} */
  const asked = []
  /** @type {(told: any) => void} */
  let hear = () => {}
  const told = new Promise((resolve) => { hear = resolve })
  const server = createServer((request, response) => {
    const address = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    if (request.method === 'POST') {
      let text = ''
      request.setEncoding('utf8').on('data', (chunk) => { text += chunk }).on('end', () => {
        response.writeHead(204).end()
        hear(JSON.parse(text))
      })
      return
    }
    asked.push(address)
    if (address === '/records') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(records))
      return
    }
    try {
      if (missing.includes(address)) throw new Error('as if it were not there')
      const bytes = readFileSync(join(ROOT, address))
      response.writeHead(200, { 'Content-Type': TYPES[extname(address)] ?? 'application/octet-stream', ...(policy ? { 'Content-Security-Policy': policy } : {}) }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(undefined)) })
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const profile = mkdtempSync(join(tmpdir(), 'gouji-browser-'))
  const browser = spawn(program, [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...options,
    `http://127.0.0.1:${port}${path}`,
  ], { stdio: 'ignore', env: { ...process.env, HOME: profile } })
  const failed = new Promise((_, reject) => {
    browser.on('error', reject)
    browser.on('exit', (code) => reject(new Error(`the browser ended by itself (${code}); it had asked for ${asked.join(', ')}`)))
    setTimeout(() => reject(new Error(`the page told nothing; it had asked for ${asked.join(', ')}`)), PATIENCE).unref()
  })
  failed.catch(() => undefined) // after the page has told, ending is no failure
  try {
    return { told: await Promise.race([told, failed]), asked }
  } finally {
    browser.removeAllListeners('exit')
    const gone = new Promise((resolve) => { browser.on('exit', resolve) })
    browser.kill('SIGKILL')
    await gone
    server.close()
    server.closeAllConnections()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
