/** The soak of `npm run soak`: as many edits and cycles as it says. */
import { inEachBrowser } from '../browser/driver.js'
import { soakCycles, soakEdits } from './soak.js'

const EDITS = Number(process.env.GOUJI_SOAK_EDITS)
const CYCLES = Number(process.env.GOUJI_SOAK_CYCLES)
const HOURS = 6
const tell = (/** @type {string} */ line) => { console.log(line) }

inEachBrowser(`${EDITS} edits: the verdict of a check from nothing, and memory flat`, (page) => soakEdits(page, EDITS, tell), { timeLimit: HOURS * 3_600_000 })
inEachBrowser(`${CYCLES} times attached and detached: the page as before, and memory flat`, (page) => soakCycles(page, CYCLES, tell), { timeLimit: HOURS * 3_600_000 })
