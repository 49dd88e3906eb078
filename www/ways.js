/**
 * The ways in which a page says what a field is, surest first.
 *
 * In: a form. Out: readers of its labels: the tables that it has, what is written at each field, where things stand on the screen. Must
 * not know: packs, addresses, adapters.
 */
import { readDrawing } from './drawing.js'
import { readGrids, readSeenGrids } from './grids.js'
import { readLabels } from './labels.js'

/** @import { LiveGrid, Place } from './contract.js' */

/** @param {Element} form @returns {((open: Place[]) => LiveGrid[])[]} */
export const waysOf = (form) => [readGrids, readSeenGrids, readLabels, readDrawing].map((read) => (open) => read(form, open))
