/**
 * Contestants → times, measured turn by turn in one run, so that what else the machine does falls on all alike.
 *
 * CPU time, not wall time: other programs on the machine don't count.
 */

/** Microseconds of CPU that a turn should take at least; far above the clock's step. */
const TURN = 30_000

/** Turns before the first that counts: the just-in-time compilers, which work beside, have to be done. */
const WARM = 8

/** @returns {number} microseconds of CPU used so far */
const clock = () => { const { user, system } = process.cpuUsage(); return user + system }

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.round((sorted.length - 1) * share)]

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {() => unknown} work once; may be asynchronous
 * @property {boolean} [asynchronous]
 *
 * @typedef {object} Timing
 * @property {string} name
 * @property {number} median microseconds for the work done once
 * @property {number} low a quarter of the turns was quicker
 * @property {number} high a quarter was slower
 */

/** @param {Contestant} contestant @param {number} times */
async function turn({ work, asynchronous }, times) {
  const begin = clock()
  if (asynchronous) for (let time = 0; time < times; time += 1) await work()
  else for (let time = 0; time < times; time += 1) work()
  return clock() - begin
}

/** How often the work has to be done to fill a turn. @param {Contestant} contestant */
async function timesOf(contestant) {
  let times = 1
  for (;;) {
    const spent = await turn(contestant, times)
    if (spent >= TURN) {
      for (let warm = 0; warm < WARM && spent < 4 * TURN; warm += 1) await turn(contestant, times)
      const settled = await turn(contestant, times)
      return Math.max(1, Math.round(times * TURN / settled))
    }
    times *= spent < TURN / 10 ? 8 : 2
  }
}

/**
 * @param {Contestant[]} contestants
 * @param {number} rounds
 * @returns {Promise<Timing[]>}
 */
export async function interleave(contestants, rounds) {
  const times = []
  for (const contestant of contestants) times.push(await timesOf(contestant))
  const samples = contestants.map(() => /** @type {number[]} */ ([]))
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < contestants.length; step += 1) {
      // Another one begins each round: nobody always runs behind the same neighbour's garbage.
      const index = (step + round) % contestants.length
      samples[index].push(await turn(contestants[index], times[index]) / times[index])
    }
  }
  return contestants.map(({ name }, index) => {
    const sorted = samples[index].sort((one, two) => one - two)
    return { name, median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
  })
}
