/**
 * What a test program prints → how many tests passed and failed. Knows cargo test, cargo nextest and
 * node --test; has never heard of stages.
 */

/** @typedef {{ passed: number, failed: number }} Counts */

/** Lines that sum a run up, and the words in them that count as passed or failed. */
const SUMMARIES = [
  { line: /^test result: .*$/gm, passed: /(\d+) passed/, failed: [/(\d+) failed/] },
  { line: /^\s*Summary \[.*$/gm, passed: /(\d+) passed/, failed: [/(\d+) failed/, /(\d+) timed out/, /(\d+) exec failed/] },
  { line: /^ℹ pass \d+$/gm, passed: /(\d+)/, failed: [] },
  { line: /^ℹ (?:fail|cancelled) \d+$/gm, passed: /(?!)/, failed: [/(\d+)/] },
]

/** @param {RegExp} pattern @param {string} line */
function number(pattern, line) {
  return Number(pattern.exec(line)?.[1] ?? 0)
}

/**
 * @param {string} text all that the program printed, without colours
 * @param {boolean} fine whether it ended well
 * @returns {Counts} a program that failed without a failed test, or that ran none, counts as one failure
 */
export function countTests(text, fine) {
  const counts = { passed: 0, failed: 0 }
  for (const summary of SUMMARIES) {
    for (const line of text.match(summary.line) ?? []) {
      counts.passed += number(summary.passed, line)
      counts.failed += summary.failed.reduce((sum, pattern) => sum + number(pattern, line), 0)
    }
  }
  if (counts.failed === 0 && (!fine || counts.passed === 0)) counts.failed = 1
  return counts
}
