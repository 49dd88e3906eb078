/**
 * Every attribute, class, property and event name that gouji puts in a page or reads from it. No other script spells one.
 */

/** On the page's own elements. */
export const ATTRIBUTE = {
  /** the page says which cell a field is; empty keeps the field out */
  cell: 'data-gouji',
  /** what a marked field is: suspect, possible, warning, unreadable; with `-soft` behind it while it is being typed in */
  mark: 'data-gouji-mark',
  /** the part that a field plays in the rule that has the focus */
  role: 'data-gouji-role',
  /** what assistive technology is told of a marked field */
  invalid: 'aria-invalid',
  describedBy: 'aria-describedby',
  /** lent to text while it is looked at */
  tabIndex: 'tabindex',
}

/** On the script tag: what the custom element says without `data-`, with `for` in place of `form`. */
export const TAG = {
  pack: 'data-pack',
  form: 'data-form',
  panel: 'data-panel',
  fields: 'data-fields',
  lang: 'data-lang',
  block: 'data-block',
  send: 'data-send',
  import: 'data-import',
}

/** The custom element. */
export const ELEMENT = 'gouji-check'

export const CLASS = {
  panel: 'gouji-panel',
  docked: 'gouji-docked',
  title: 'gouji-title',
  status: 'gouji-status',
  counts: 'gouji-counts',
  notice: 'gouji-notice',
  groups: 'gouji-groups',
  card: 'gouji-card',
  cardTitle: 'gouji-card-title',
  cause: 'gouji-cause',
  actions: 'gouji-actions',
  button: 'gouji-button',
  apply: 'gouji-apply',
  cell: 'gouji-cell',
  cells: 'gouji-cells',
  findings: 'gouji-findings',
  finding: 'gouji-finding',
  choices: 'gouji-choices',
  choice: 'gouji-choice',
  subtitle: 'gouji-subtitle',
  more: 'gouji-more',
  reason: 'gouji-reason',
  why: 'gouji-why',
  offer: 'gouji-offer',
  fold: 'gouji-fold',
  quote: 'gouji-quote',
  applied: 'gouji-applied',
  unseen: 'gouji-unseen',
  hint: 'gouji-hint',
  descriptions: 'gouji-descriptions',
  overlay: 'gouji-overlay',
  over: 'gouji-over',
}

/** On gouji's own elements, for the style sheet. */
export const OWN = {
  state: 'data-state',
  level: 'data-level',
  key: 'data-key',
}

/** Set by script: where the hint stands, in pixels of the page, and the boxes over cells, in pixels of their layer. */
export const PROPERTY = {
  hintLeft: '--gouji-hint-left',
  hintTop: '--gouji-hint-top',
  overLeft: '--gouji-over-left',
  overTop: '--gouji-over-top',
  overWidth: '--gouji-over-width',
  overHeight: '--gouji-over-height',
}

/** Sent from the form. */
export const EVENT = {
  change: 'gouji:change',
  ready: 'gouji:ready',
  unavailable: 'gouji:unavailable',
  /** the text of some cells stops the checker: they count as blank, `detail.cells`, until they change */
  quarantined: 'gouji:quarantined',
  /** from a field that is about to take the focus: a page that keeps it folded away opens it */
  reveal: 'gouji:reveal',
}

/** Where an attached form keeps its watch: one symbol for every copy and version of gouji in a page. */
export const WATCH = Symbol.for('gouji.watch')
