/**
 * An attached form: what `attach` resolves with.
 *
 * In: edits of the form, wishes of a person. Out: results, as `change` events and on the page. The one place where the
 * binding, the check and the view meet; each of them knows only what it is handed. Must not know: how fields are found or
 * read, how a mark looks.
 */
import { Binding } from './binding.js'
import { Checking, unchecked } from './checking.js'
import { weightsOf, withoutComputed } from './computed.js'
import { cellsOf, errorsIn, refusalsOf } from './errors.js'
import { mapFields, nothingFound } from './fields.js'
import { Holding } from './holding.js'
import { History } from './history.js'
import { dispatch } from './host.js'
import { EVENT } from './names.js'
import { Offering } from './offering.js'
import { paste } from './pasting.js'
import { Quarantine } from './quarantine.js'
import { recordOf } from './record.js'
import { atOnce, whileWanted } from './steps.js'
import { Submission } from './submission.js'
import { remaining } from './view/remaining.js'
import { waysOf } from './ways.js'

/** @import { Adapter, AttachOptions, Change, Finding, Group, Record, Repair, Result } from './contract.js' */
/** @import { Pack } from './engine/pack.js' */
/** @import { View } from './view/view.js' */

export class Watch extends EventTarget {
  #form
  #adapter
  #ways
  #options
  #view
  #binding
  #history
  #submission
  #offering
  /** @type {Holding | undefined} */
  #holding
  /** @type {Pack | undefined} */
  #pack
  /** @type {Checking | undefined} */
  #checking
  #result
  #writing = false
  #turn = 0
  /** @type {WeakMap<Element, string>} */
  #seen = new WeakMap()
  #detached = false
  #quarantine = new Quarantine()
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
    this.#ways = adapter.grids ? [() => adapter.grids?.() ?? []] : waysOf(form)
    this.#ended = ended
    this.#binding = new Binding(adapter)
    this.#history = new History(this.#binding)
    this.#submission = new Submission(form, options.send, () => this.refresh())
    this.#offering = new Offering(() => this.blanks(), (changes) => view.offer(changes))
    if (options.block) this.#holding = new Holding(form)
    this.#result = unchecked(typeof options.pack === 'string' ? options.pack : '')
  }

  /** The latest result. Its groups say `pending` while repairs are searched for. @returns {Result} */
  get result() { return this.#result }

  /** What is checked by, once it is there. */
  get pack() { return this.#pack }
  get detached() { return this.#detached }

  /** Begins to check. @param {Pack} pack @throws {TypeError} for a mistake in the page's `fields` or attributes */
  *begin(pack) {
    const shape = pack.describe()
    this.#pack = pack
    this.#view.describe(shape, pack.words())
    const binding = this.#bind()
    // As soon as the cells are known, so that nothing is missed between the steps.
    binding.next()
    this.#follow()
    yield
    // A page that was drawn anew meanwhile is read in one step.
    if ((yield* binding) === undefined) atOnce(this.#bind())
    yield
    this.#checking = new Checking(pack, { checked: (result) => this.#publish(result), failed: (cause) => this.fail(cause) })
    this.#binding.changes()
    this.#check()
    const errors = () => errorsIn(this.refresh(), this.#binding)
    this.#holding?.ready({ standing: () => errors().length > 0, show: () => this.#view.takeFocus() || this.focus(errors()[0]?.cells[0] ?? '') })
    this.#send(EVENT.ready, { result: this.#result })
  }

  /** Nothing can be checked: the page says so, and the form works as before. @param {unknown} cause */
  fail(cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    console.error('gouji: the form is not checked.', cause)
    this.#publish(unchecked(this.#result.pack, reason))
    if (this.#checking === undefined) this.#holding?.ready() // a check that comes back holds again
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
    const addresses = typeof target === 'string' ? [target] : 'repairs' in target ? cellsOf(target, this.#result) : target.cells
    return this.#view.focusCell(addresses.filter((address) => this.#binding.place(address)))
  }

  /** Writes a repair into the fields. @param {Repair} repair @returns {boolean} whether it stands there now */
  apply(repair) { return this.write(repair.changes) }

  /** Writes into the fields, as one step: all of it or nothing. @param {Change[]} changes @returns {boolean} whether it stands there now */
  write(changes) { return this.#write(() => this.#history.write(changes)) }

  /** Writes what the panel offered, unless it no longer would. @param {Change[]} changes */
  take(changes) {
    this.refresh()
    this.#checking?.hurry()
    return this.#offering.has(changes, this.#result) ? this.write(changes) : undefined
  }

  /** The blanks whose figures follow from the rest, as changes for `write`. @returns {Change[]} */
  blanks() { return (this.#checking?.fill() ?? []).filter((change) => this.#history.canWrite([change])) }

  /** Why it is, or is not, this cell. @param {string} address */
  why(address) { return this.#checking?.why(address) }

  /** Checks against another report of the year before, or against none. @param {Record} [previous] @returns {Result} */
  givePrevious(previous) {
    this.#options = { ...this.#options, previous }
    this.#check()
    return this.#result
  }

  /** Takes the last step back, to the letter. @returns {boolean} whether there was one */
  undo() { return this.#write(() => this.#history.undo()) }

  /** Keeps a warning, with a reason that travels with the result. An empty reason takes it back. @param {Finding | string} finding @param {string} reason */
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
    this.#offering.stop()
    this.#holding?.stop()
    this.#submission.stop()
    this.#checking?.stop()
    this.#view.remove()
    this.#pack?.close()
    this.#ended()
  }

  #follow() {
    this.#binding.follow({
      edited: (figures, typing) => this.#edited(figures, typing),
      entered: (address) => this.#view.enter(address, this.related(address)),
      left: (address) => this.#view.leave(address),
      pasted: (address, text) => this.#options.paste !== false && paste(text, address, this.#ways, this.#binding, {
        write: (changes) => this.write(changes),
        misfit: (size) => this.#view.tell(this.#view.words.say('pasted.misfit', size)),
      }),
      takenBack: (address) => this.#history.wrote(address) && this.undo(),
      moving: () => { this.#turn += 1 },
      moved: () => this.#rebind(),
      polled: () => this.#view.keep(),
    })
  }

  /** @returns {Generator<void, boolean | undefined>} whether another element holds a cell now; undefined where fields come or go between the steps */
  *#bind() {
    const pack = /** @type {Pack} */ (this.#pack)
    const turn = this.#turn
    const mapping = yield* whileWanted(mapFields({
      cells: () => this.#adapter.cells(),
      shown: (element) => this.#adapter.shown(element),
      ways: this.#ways, seen: this.#seen,
      shape: pack.describe(), fields: this.#options.fields,
      absent: this.#options.record?.absent,
      align: (grids) => pack.align(grids),
    }), () => turn === this.#turn)
    if (mapping === undefined) return undefined
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
      if (atOnce(this.#bind()) && this.#checking) this.#check()
    } catch (cause) {
      this.fail(cause)
    }
  }

  #check() {
    if (this.#pack && this.#binding.addresses.length > 0) {
      const reasons = { ...this.#submission.reasons(), ...this.#checking?.reasons }
      this.#checking?.open(recordOf(this.#binding, this.#pack.describe(), this.#options, this.#weights(), reasons))
      return
    }
    for (const complaint of nothingFound(this.#form)) console.warn(complaint)
    this.#publish(unchecked(this.#pack?.id ?? '', this.#view.words.say('no_cells')))
  }

  #weights() { return this.#pack ? weightsOf(this.#binding.places, this.#pack.describe()) : {} }

  /** @param {[string, string][]} figures @param {boolean} typing */
  #edited(figures, typing) {
    if (this.#writing || figures.length === 0) return
    this.#view.edit(figures.map(([address]) => address), typing)
    this.#checking?.edit(figures)
    this.#offering.later(this.#result)
  }

  /** Several fields written, one check. @param {() => boolean} write */
  #write(write) {
    this.#writing = true
    const before = this.#binding.texts
    try {
      return write()
    } finally {
      this.#writing = false
      this.#binding.changes()
      const figures = Object.entries(this.#binding.texts).filter(([address, text]) => before[address] !== text)
      this.#edited(figures, false)
      this.#view.history(this.#history.last)
    }
  }

  /** @param {Result} found */
  #publish(found) {
    const result = withoutComputed(found, this.#weights(), (repair) => remaining(repair, this.#view))
    this.#result = result
    this.#submission.update(result, this.#checking?.reasons ?? {})
    this.#view.show(result, (repair) => this.#history.canWrite(repair.changes))
    this.#holding?.refuse(refusalsOf(result, this.#binding))
    this.#offering.later(result)
    this.dispatchEvent(new CustomEvent('change', { detail: result }))
    this.#send(EVENT.change, { result })
    this.#quarantine.tell(this.#checking?.quarantined ?? [], (cells) => this.#send(EVENT.quarantined, { cells }))
  }

  /** @param {string} type @param {object} detail */
  #send(type, detail) { dispatch(this.#form, new CustomEvent(type, { bubbles: true, detail: { ...detail, watch: this } })) }
}
