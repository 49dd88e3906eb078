/**
 * An attached form: what `attach` resolves with.
 *
 * In: edits of the form, wishes of a person. Out: results, as `change` events and on the page. The one place where the
 * binding, the check and the view meet; each of them knows only what it is handed. Must not know: how fields are found or
 * read, how a mark looks.
 */
import { Binding } from './binding.js'
import { Checking } from './checking.js'
import { weightsOf, withoutComputed } from './computed.js'
import { mapFields } from './fields.js'
import { History } from './history.js'
import { dispatch } from './host.js'
import { ATTRIBUTE, EVENT } from './names.js'
import { Submission } from './submission.js'
import { waysOf } from './ways.js'

/** @import { Adapter, AttachOptions, Finding, Group, Record, Repair, Result } from './contract.js' */
/** @import { Pack } from './engine/pack.js' */
/** @import { View } from './view/view.js' */

/** What stands where no check was made. @param {string} pack @param {string} [limited] @returns {Result} */
const unchecked = (pack, limited) => ({
  pack,
  version: '',
  engine: '',
  status: 'unchecked',
  evaluated: 0,
  undecided: 0,
  not_asked: 0,
  findings: [],
  groups: [],
  unplaced: [],
  ...(limited ? { limited } : {}),
})

export class Watch extends EventTarget {
  #form
  #adapter
  #options
  #view
  #binding
  #history
  #submission
  /** @type {Pack | undefined} */
  #pack
  /** @type {Checking | undefined} */
  #checking
  #result
  #writing = false
  /** @type {WeakMap<Element, string>} */
  #seen = new WeakMap()
  #detached = false
  #quarantined = ''
  #ended

  /**
   * @param {Element} form
   * @param {AttachOptions} options
   * @param {{ adapter: Adapter, view: View, ended: () => void }} parts `ended` is called by `detach`
   */
  constructor(form, options, { adapter, view, ended }) {
    super()
    this.#form = form
    this.#options = options
    this.#adapter = adapter
    this.#view = view
    this.#ended = ended
    this.#binding = new Binding(adapter)
    this.#history = new History(this.#binding)
    this.#submission = new Submission(form, options)
    this.#result = unchecked(typeof options.pack === 'string' ? options.pack : '')
  }

  /** The latest result. Its groups say `pending` while repairs are searched for. @returns {Result} */
  get result() { return this.#result }

  get detached() { return this.#detached }

  /**
   * Begins to check.
   * @param {Pack} pack
   * @throws {TypeError} for a mistake in the page's `fields` or attributes
   */
  begin(pack) {
    this.#pack = pack
    this.#checking = new Checking(pack, {
      checked: (result) => this.#publish(result),
      failed: (cause) => this.fail(cause),
    })
    this.#view.describe(pack.describe())
    this.#bind()
    this.#check()
    this.#binding.follow({
      edited: (figures, typing) => this.#edited(figures, typing),
      entered: (address) => this.#view.enter(address, this.related(address)),
      left: (address) => this.#view.leave(address),
      moved: () => this.#rebind(),
      polled: () => this.#view.keep(),
    })
    const mendable = (/** @type {Finding} */ finding) => finding.cells.some((address) => this.#binding.place(address))
    this.#submission.follow(() => this.refresh(), mendable, () => this.#view.takeFocus())
    this.#send(EVENT.ready, { result: this.#result })
  }

  /** Nothing can be checked: the page says so, and the form works as before. @param {unknown} cause */
  fail(cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    console.error('gouji: the form is not checked.', cause)
    this.#publish(unchecked(this.#result.pack, reason))
    this.#send(EVENT.unavailable, { reason })
  }

  /** Reads every field again and checks. @returns {Result} */
  refresh() {
    this.#edited(this.#binding.changes(), false)
    return this.#result
  }

  /**
   * Moves the focus to the cell that a finding, a group or an address speaks of.
   * @param {Finding | Group | string} target
   * @returns {boolean} whether there is such a cell in the page
   */
  focus(target) {
    const addresses = typeof target === 'string' ? [target] : 'repairs' in target ? this.#cellsOf(target) : target.cells
    return this.#view.focusCell(addresses.filter((address) => this.#binding.place(address)))
  }

  /** Writes a repair into the fields. @param {Repair} repair @returns {boolean} whether it stands there now */
  apply(repair) { return this.#write(() => this.#history.apply(repair)) }

  /** Takes the last repair back, to the letter. @returns {boolean} whether there was one */
  undo() { return this.#write(() => this.#history.undo()) }

  /**
   * Keeps a warning, with a reason that travels with the result. An empty reason takes it back.
   * @param {Finding | string} finding
   * @param {string} reason
   */
  justify(finding, reason) {
    this.#checking?.justify(typeof finding === 'string' ? finding : finding.rule, reason.trim())
  }

  /** The rules that a cell stands in, as they are now. @param {string} address */
  related(address) { return this.#checking?.related(address) ?? [] }

  /** Leaves the page as it was before `attach`, but for what was typed. */
  detach() {
    if (this.#detached) return
    this.#detached = true
    this.#binding.stop()
    this.#submission.stop()
    this.#checking?.stop()
    this.#view.remove()
    this.#pack?.close()
    this.#ended()
  }

  /** @returns {boolean} whether another element holds a cell now */
  #bind() {
    const pack = /** @type {Pack} */ (this.#pack)
    const places = this.#adapter.cells()
    const mapping = mapFields({
      places,
      ways: this.#adapter.grids ? [() => this.#adapter.grids?.() ?? []] : waysOf(this.#form),
      seen: this.#seen,
      shape: pack.describe(),
      fields: this.#options.fields,
      align: (grids) => pack.align(grids),
      shown: (element) => this.#adapter.shown(element),
    })
    for (const complaint of mapping.complaints) console.warn(complaint)
    const changed = this.#binding.bind(mapping.places)
    this.#view.bind(mapping.places)
    return changed
  }

  /** The page has re-rendered: its new fields may be the old cells. */
  #rebind() {
    if (this.#detached) return
    try {
      // What was typed into the fields that stay is an edit as any other.
      this.refresh()
      if (this.#bind()) this.#check()
    } catch (cause) {
      this.fail(cause)
    }
  }

  #check() {
    if (this.#binding.addresses.length > 0) {
      this.#checking?.open(this.#record())
      return
    }
    console.warn(`gouji: no field of the form is a known cell. Name the cells with ${ATTRIBUTE.cell}="table.row.column" or with `
      + 'the option fields, or let the tables carry the labels of the report.')
    this.#publish(unchecked(this.#pack?.id ?? '', this.#view.words.noCells))
  }

  /** @returns {Record} */
  #record() {
    const { previous, parts, record } = this.#options
    return {
      ...record,
      cells: this.#binding.texts,
      absent: [...this.#absent(), ...(record?.absent ?? [])],
      ...(previous ? { previous } : {}),
      ...(parts ? { parts } : {}),
      weights: { ...record?.weights, ...this.#weights() },
      justified: { ...record?.justified, ...this.#submission.reasons(), ...this.#checking?.reasons },
    }
  }

  #weights() { return this.#pack ? weightsOf(this.#binding.places, this.#pack.describe()) : {} }

  /** A table of which the page has no cell belongs to another page. A cell that is missing from a table that is there may
   *  only not have been found: it stays blank, and its rules wait. */
  #absent() {
    const cells = this.#pack?.describe().cells ?? []
    const tableOf = (/** @type {string} */ address) => address.split('.')[0] ?? address
    const present = new Set(this.#binding.addresses.map(tableOf))
    return cells.map((cell) => cell.address).filter((address) => !present.has(tableOf(address)))
  }

  /** @param {[string, string][]} figures @param {boolean} typing */
  #edited(figures, typing) {
    if (this.#writing || figures.length === 0) return
    this.#view.edit(figures.map(([address]) => address), typing)
    this.#checking?.edit(figures)
  }

  /** Several fields written, one check. @param {() => boolean} write */
  #write(write) {
    this.#writing = true
    const before = new Map(Object.entries(this.#binding.texts))
    try {
      return write()
    } finally {
      this.#writing = false
      this.#binding.changes()
      const figures = Object.entries(this.#binding.texts).filter(([address, text]) => before.get(address) !== text)
      this.#edited(figures, false)
      this.#view.history(this.#history.last)
    }
  }

  /** @param {Result} found */
  #publish(found) {
    const result = withoutComputed(found, this.#weights())
    this.#result = result
    this.#submission.update(result, this.#checking?.reasons ?? {})
    this.#view.show(result, (repair) => this.#history.canApply(repair))
    this.dispatchEvent(new CustomEvent('change', { detail: result }))
    this.#send(EVENT.change, { result })
    this.#tellQuarantined()
  }

  /** Once for each change of what is kept away from the engine. */
  #tellQuarantined() {
    const cells = this.#checking?.quarantined ?? []
    if (cells.join(' ') === this.#quarantined) return
    this.#quarantined = cells.join(' ')
    if (cells.length > 0) console.warn(`gouji: the checker was stopped by what stands in ${cells.join(', ')}; the rest of the form is checked.`)
    this.#send(EVENT.quarantined, { cells })
  }

  /** @param {string} type @param {object} detail */
  #send(type, detail) {
    dispatch(this.#form, new CustomEvent(type, { bubbles: true, detail: { ...detail, watch: this } }))
  }

  /** @param {Group} group */
  #cellsOf(group) {
    const repaired = group.repairs.flatMap((repair) => repair.changes.map((change) => change.cell))
    const broken = this.#result.findings.filter((finding) => group.findings.includes(finding.rule))
    return [...repaired, ...broken.flatMap((finding) => finding.cells)]
  }
}
