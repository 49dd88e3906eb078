/**
 * The place for last year's figures, loaded when a person opens it. A script of its own: most forms are filled in without it.
 */
export { PreviousYear } from './view/previous-year.js'
