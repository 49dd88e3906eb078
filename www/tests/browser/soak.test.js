/** A short sitting of the kind that `npm run soak` makes a long one of. */
import { inEachBrowser } from './driver.js'
import { soakCycles, soakEdits } from '../soak/soak.js'

inEachBrowser('edits without end: the verdict is that of a check from nothing, and memory stays flat', (page) => soakEdits(page, 2000, () => {}))

inEachBrowser('attached and detached without end: the page is as before each time, and memory stays flat', (page) => soakCycles(page, 60, () => {}))
