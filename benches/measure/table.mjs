/** Timings → one table on the terminal. What gouji does stands first in its part, and the others are compared with it. */

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} [verdict] what its answer was worth: `right`, `wrong: …`
 * @property {number} [median] microseconds
 * @property {number} [low]
 * @property {number} [high]
 * @property {string} [note]
 * @property {string | null} [base] the line that it is compared with; the part's first where none is named, none where null
 *
 * @typedef {object} Table
 * @property {string} title
 * @property {Line[]} lines
 * @property {string[]} [goals] each says whether it is met
 */

/** @param {number} value three significant digits */
const short = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

const HEAD = ['', 'median µs', 'spread', 'to gouji', 'verdict', '']

/** @param {Line[]} lines */
function rowsOf(lines) {
  return lines.map(({ name, verdict = '', median, low, high, note = '', base }) => {
    const other = base === null ? undefined : lines.find((line) => line.name === (base ?? lines[0]?.name))?.median
    return [
      name,
      median === undefined ? '' : short(median),
      low === undefined || high === undefined ? '' : `${short(low)} – ${short(high)}`,
      median === undefined || other === undefined ? '' : `${short(median / other)} ×`,
      verdict, note,
    ]
  })
}

/** All parts in one table, and below it the goals. @param {Table[]} tables */
export function print(tables) {
  const parts = tables.map(({ title, lines }) => ({ title, rows: rowsOf(lines) }))
  const all = [HEAD, ...parts.flatMap(({ rows }) => rows)]
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column].length)))
  const line = (row) => row.map((text, column) => (column === 0 || column > 3 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join('  ').trimEnd()
  console.log(`\n${line(HEAD)}`)
  for (const { title, rows } of parts) {
    console.log(title)
    for (const row of rows) console.log(line(row))
  }
  const goals = tables.flatMap((table) => table.goals ?? [])
  if (goals.length > 0) console.log(`\nGoals\n${goals.map((goal) => `  ${goal}`).join('\n')}`)
}

/** @param {string} claim @param {number} measured @param {number} limit the goal is met at or below it */
export const atMost = (claim, measured, limit) => `${measured <= limit ? 'met    ' : 'NOT MET'} ${claim}: ${short(measured)} (at most ${limit.toLocaleString('en')})`

/** @param {string} claim @param {number} measured @param {number} limit the goal is met at or above it */
export const atLeast = (claim, measured, limit) => `${measured >= limit ? 'met    ' : 'NOT MET'} ${claim}: ${short(measured)} (at least ${limit.toLocaleString('en')})`
