/** dist/ → its sizes, printed against the limits in package.json. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT, say } from '../command.mjs'

/** Bytes after gzip, as a server would send them. @param {string} file */
function compressedSize(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

/** @returns {import('../test/counts.mjs').Counts} the files within their limits, and those that are too big or not there */
export function reportSizes() {
  /** @type {Record<string, number>} file → most bytes after gzip */
  const limits = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).sizeLimits
  const counts = { passed: 0, failed: 0 }
  for (const [name, limit] of Object.entries(limits)) {
    const file = join(ROOT, name)
    const size = existsSync(file) ? compressedSize(file) : undefined
    const within = size !== undefined && size <= limit
    counts[within ? 'passed' : 'failed'] += 1
    say(`${within ? '✓' : '✗'} ${name}: ${size === undefined ? 'not there' : kilobytes(size)} of ${kilobytes(limit)} at most`)
  }
  return counts
}
