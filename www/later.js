/**
 * The parts of a page that most never need, each a script that is asked for when a person opens it. The entries for bundlers
 * take `later-inline.js` in its place. Must not know: what the parts do.
 */

export const loadPrevious = () => import('./previous.js')
