/**
 * A folder → a web server on this machine's own address, for `npm start` and the browser tests. Static
 * files only. Sends the strict policy that a careful portal would send, so that gouji is always tried under it.
 */
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'

/** Nothing from elsewhere, no inline script, no eval; WebAssembly is allowed by name. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
].join('; ')

const HOST = '127.0.0.1'

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.gouji': 'text/plain; charset=utf-8',
}

/**
 * The file that a request asks for; undefined where there is none inside the folder.
 * @param {string} root the folder, without symbolic links
 * @param {string} url
 * @returns {Promise<{ file: string, size: number } | undefined>}
 */
async function requestedFile(root, url) {
  try {
    const path = decodeURIComponent(new URL(url, `http://${HOST}`).pathname)
    const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path))
    const found = await stat(file)
    return file.startsWith(root + sep) && found.isFile() ? { file, size: found.size } : undefined
  } catch {
    return undefined // not a URL, or not a file
  }
}

/**
 * Serves a folder until it is closed.
 *
 * @param {string} folder
 * @param {{ port?: number, policy?: string }} [options] port 0 takes any that is free; `policy` replaces the CSP
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 * @throws {Error} with `code` EADDRINUSE when the port is taken, EACCES when it may not be used
 */
export async function serve(folder, { port = 0, policy = POLICY } = {}) {
  const root = await realpath(folder)
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return
    }
    const found = await requestedFile(root, request.url ?? '/')
    if (found === undefined && request.url === '/favicon.ico') {
      response.writeHead(204).end() // browsers ask for it by themselves, and its absence is no fault of the page
      return
    }
    if (found === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n')
      return
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else createReadStream(found.file).on('error', () => response.destroy()).pipe(response)
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => resolve(undefined))
  })
  const taken = /** @type {import('node:net').AddressInfo} */ (server.address()).port
  return {
    address: `http://${HOST}:${taken}/`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
