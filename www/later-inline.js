/**
 * The parts of a page that most never need, for bundlers: one that makes a single file refuses what is split off. Takes the
 * place of `later.js` in the package. Must not know: what the parts do.
 */
import * as previous from './previous.js'

export const loadPrevious = async () => previous
