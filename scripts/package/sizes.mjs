/** dist/ → its sizes, against the limits in package.json. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT, say } from '../command.mjs'

/**
 * @typedef {object} Limit
 * @property {string} file
 * @property {string} what
 * @property {number} most bytes after gzip: what is there now, so that it doesn't grow
 * @property {number} [goal] what it shall come down to
 */

/** Bytes after gzip, as a server would send them. @param {string} file */
export const compressedSize = (file) => gzipSync(readFileSync(file), { level: 9 }).length

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

/** @returns {Limit[]} */
export function sizeLimits() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).sizeLimits
}

/**
 * @param {Limit[]} [limits]
 * @returns {import('../test/counts.mjs').Counts} the files within their limits, and those that are too big or not there
 */
export function reportSizes(limits = sizeLimits()) {
  const counts = { passed: 0, failed: 0 }
  for (const { file, most, goal } of limits) {
    const path = join(ROOT, file)
    const size = existsSync(path) ? compressedSize(path) : undefined
    const within = size !== undefined && size <= most
    counts[within ? 'passed' : 'failed'] += 1
    const missed = goal !== undefined && goal < most ? `; the goal is ${kilobytes(goal)}` : ''
    say(`${within ? '✓' : '✗'} ${file}: ${size === undefined ? 'not there' : kilobytes(size)} of ${kilobytes(most)} at most${missed}`)
  }
  return counts
}
