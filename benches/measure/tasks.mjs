/**
 * What the main thread of a page does, by the processor's clock: on a machine that does other things besides, the time on the wall
 * says more of those.
 *
 * In: a page, something to do there. Out: the tasks that it took, in milliseconds of the thread's own time, and what the work answered.
 * Must not know: gouji.
 */

const CATEGORIES = ['toplevel', 'devtools.timeline', 'v8', 'blink.user_timing']
const BEGIN = 'measure:begin'
const DONE = 'measure:done'

/** @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number }} TraceEvent */

/**
 * @template T
 * @param {import('puppeteer-core').Page} page
 * @param {() => Promise<T>} work
 * @returns {Promise<{ answer: T, tasks: number[] }>}
 */
export async function tasksOf(page, work) {
  const session = await page.createCDPSession()
  /** @type {TraceEvent[]} */
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {any[]} */ (value)))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } })
  await page.evaluate((name) => { performance.mark(name) }, BEGIN)
  const answer = await work()
  await page.evaluate((name) => { performance.mark(name) }, DONE)
  const complete = new Promise((resolve) => { session.once('Tracing.tracingComplete', resolve) })
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return { answer, tasks: outermost(events) }
}

/** @param {TraceEvent[]} events @returns {number[]} */
function outermost(events) {
  const begin = events.find(({ name }) => name === BEGIN)
  const done = events.find(({ name }) => name === DONE)
  if (begin === undefined || done === undefined) throw new Error('The trace lacks its own marks.')
  const own = events.filter(({ ph, pid, tid, ts }) => ph === 'X' && pid === begin.pid && tid === begin.tid && ts > begin.ts && ts < done.ts)
  let end = 0
  return own.sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0)).flatMap(({ ts, dur = 0, tdur = 0 }) => {
    if (ts < end) return []
    end = ts + dur
    return [tdur / 1000]
  })
}
