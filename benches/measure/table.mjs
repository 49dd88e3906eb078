/** Timings → a table on the terminal, the first contestant being what the others are compared with. */

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} [verdict] what its answer was worth: `right`, `wrong: …`
 * @property {number} [median] microseconds
 * @property {number} [low]
 * @property {number} [high]
 * @property {string} [note]
 *
 * @typedef {object} Table
 * @property {string} title
 * @property {Line[]} lines
 * @property {string[]} [goals] each says whether it is met
 */

/** @param {number} value three significant digits */
const short = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

/** @param {Table} table */
export function print({ title, lines, goals = [] }) {
  console.log(`\n${title}`)
  const base = lines[0]?.median
  const rows = lines.map(({ name, verdict = '', median, low, high, note = '' }) => [
    name,
    median === undefined ? '' : short(median),
    low === undefined || high === undefined ? '' : `${short(low)} – ${short(high)}`,
    median === undefined || base === undefined ? '' : `${short(median / base)} ×`,
    verdict, note,
  ])
  const head = ['', 'median µs', 'middle half', 'to gouji', 'verdict', '']
  const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column].length)))
  for (const row of [head, ...rows]) {
    console.log(row.map((text, column) => (column === 0 || column > 3 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join('  ').trimEnd())
  }
  for (const goal of goals) console.log(`  ${goal}`)
}

/** @param {string} claim @param {number} measured @param {number} limit the goal is met at or below it */
export const atMost = (claim, measured, limit) => `${measured <= limit ? 'met    ' : 'NOT MET'} ${claim}: ${short(measured)} (at most ${limit})`

/** @param {string} claim @param {number} measured @param {number} limit the goal is met at or above it */
export const atLeast = (claim, measured, limit) => `${measured >= limit ? 'met    ' : 'NOT MET'} ${claim}: ${short(measured)} (at least ${limit})`
