/**
 * Everything that gouji shows on a page: marks on the fields, the light on a rule, the panel.
 *
 * In: results, where the focus is, what is being typed. Out: the page as a person sees it; a person's wishes, handed to
 * `wishes`. Only this folder writes to the page. Must not know: the engine, how fields are read.
 */
import { all, documentHas, isField, rootOf } from '../host.js'
import { CLASS } from '../names.js'
import { foldOf } from './fold.js'
import { Going } from './going.js'
import { Light, rolesIn } from './light.js'
import { isUndetermined, marksOf } from './marking.js'
import { Marks } from './marks.js'
import { Overlay } from './overlay.js'
import { Panel } from './panel.js'
import { useStylesheet } from './stylesheet.js'
import { Words } from './words.js'

/** @import { AttachOptions, Change, Place, RelatedRule, Repair, Result, Shape, Why } from '../contract.js' */
/** @import { Written } from '../history.js' */
/** @import { Context } from './card.js' */
/** @import { Mark } from './marking.js' */

/**
 * @typedef {object} Wishes
 * @property {(changes: Change[]) => boolean | undefined} take undefined where they are no longer offered
 * @property {() => unknown} undo
 * @property {(address: string) => unknown} focus
 * @property {(rule: string, reason: string) => void} justify
 * @property {(address: string) => RelatedRule[]} related
 * @property {(address: string) => Why | undefined} why
 */

export class View {
  words
  /** @type {Wishes} */
  /** The watch, from the moment there is one. */
  wishes = /** @type {Wishes} */ ({})
  /** Draws the place for last year's figures, where they are asked for. @type {((place: Element) => Promise<void>) | undefined} */
  drawPrevious
  #form
  /** @type {Panel | undefined} */
  #panel
  #marks = new Marks()
  #light = new Light()
  #overlay = new Overlay()
  /** @type {Map<Node, () => void>} */
  #sheets = new Map()
  /** @type {Map<string, Place>} */
  #places = new Map()
  /** @type {Map<string, string>} */
  #labels = new Map()
  /** @type {Map<string, Mark>} */
  #wanted = new Map()
  /** @type {Result | undefined} */
  #result
  /** @type {(repair: Repair) => boolean} */
  #canApply = () => false
  /** The cell that is being typed in: nothing new is held against anyone before it is left. @type {string | undefined} */
  #typing
  /** @type {string | undefined} */
  #focused
  #frame = 0
  #going = new Going()

  /** @param {Element} form @param {AttachOptions} options @throws {TypeError} when the panel's place isn't there */
  constructor(form, { panel, lang = 'zh-CN', texts, classes }) {
    this.#form = form
    this.words = new Words(lang, texts)
    if (panel !== false) this.#placePanel(new Panel(this.words, lang, classes), panel)
    this.#useSheet(rootOf(form))
  }

  /** Kept once the style sheet is there, so that nothing is shown unstyled. */
  get styled() { return this.#styled }
  #styled = Promise.resolve()

  /** @param {Shape} shape @param {{ [key: string]: string }} sentences the engine's, for the panel */
  describe(shape, sentences) {
    this.words.learn(sentences)
    this.#labels = new Map(shape.cells.map((cell) => [cell.address, cell.label]))
    if (shape.previous?.length && this.drawPrevious) this.#panel?.append(foldOf(this.words.say('previous'), this.drawPrevious, this.words.say('previous.failed')))
  }

  /** @param {string} address */
  label(address) { return this.#labels.get(address) ?? address }

  /** @param {Map<string, Place>} places */
  bind(places) {
    this.#places = places
    for (const { element, drawn } of places.values()) if (!drawn) this.#useSheet(rootOf(element))
    this.#mark()
  }

  /** @param {Result} result @param {(repair: Repair) => boolean} canApply */
  show(result, canApply) {
    this.#result = result
    this.#canApply = canApply
    this.#wanted = marksOf(result, this.#wanted)
    this.#mark()
    // Off the path of the keystroke: what the eye is not on can wait for the next frame. That nothing is checked can't.
    if (this.#typing === undefined || result.status === 'unchecked') this.#draw()
    else this.#frame ||= requestAnimationFrame(() => this.#draw())
  }

  #draw() {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    if (this.#result === undefined) return
    this.#panel?.show(this.#result, this.#context())
    if (this.#focused === undefined) return
    // Without a check there is nothing to ask: asking would only fail again.
    this.enter(this.#focused, this.#result.status === 'unchecked' ? [] : this.wishes.related(this.#focused))
  }

  /** @param {string[]} addresses @param {boolean} typing */
  edit(addresses, typing) {
    if (typing && addresses.length === 1) this.#typing = addresses[0]
    else if (!typing && this.#typing !== undefined && addresses.includes(this.#typing)) this.leave(this.#typing)
  }

  /** @param {string} address @param {RelatedRule[]} rules those that the cell stands in */
  enter(address, rules) {
    const came = this.#focused !== address
    this.#focused = address
    const place = this.#places.get(address)
    const broken = rules.filter((rule) => rule.verdict === 'broken')
    if (place === undefined || broken.length === 0) {
      this.#lightOff()
      return
    }
    const { roles, over } = rolesIn(broken, this.#places)
    const sentences = [broken[0]?.sentence ?? '', this.#suspicion(broken[0]?.rule)]
    // What the page draws itself can't be described: it is told instead, once.
    if (place.drawn && came) this.#panel?.say(sentences.join(' '))
    this.#light.on(place.drawn?.() ?? place.element, roles, sentences, !place.drawn && !this.#marks.has(place.element))
    this.#overlay.light(over)
  }

  /** What the likeliest repair says, where one is likelier than the others. @param {string | undefined} rule */
  #suspicion(rule) {
    const group = this.#result?.groups.find(({ findings }) => findings.some((finding) => finding === rule))
    return group && !isUndetermined(group) ? group.repairs[0]?.message ?? '' : ''
  }

  /** @param {string} address */
  leave(address) {
    if (this.#typing === address) this.#typing = undefined
    this.#marks.settle()
    this.#overlay.settle()
    const active = documentHas('activeElement')
    if (this.#focused === address && active !== this.#places.get(address)?.element) {
      this.#focused = undefined
      this.#lightOff()
    }
  }

  /** Puts back what the page has wiped. */
  keep() {
    this.#marks.keep()
    this.#overlay.keep()
  }

  /** @param {Written[] | undefined} step */
  history(step) {
    this.#panel?.showApplied(step, this.#context(), () => {
      this.wishes.undo()
      this.takeFocus()
    })
  }

  /** @param {Change[]} changes blanks that follow from the rest */
  offer(changes) { this.#panel?.offer(changes, this.#context()) }

  /** Draws a part of the panel's that is none of the result's. @param {Element} place @param {() => void} draw */
  draw(place, draw) { this.#panel?.press.draw(place, draw) }

  /** @param {string} sentence */
  tell(sentence) { this.#panel?.tell(sentence) }

  /** @returns {boolean} whether there is a panel to take it */
  takeFocus() {
    this.#panel?.takeFocus()
    return this.#panel !== undefined
  }

  /** @param {string[]} addresses in the page; the first that is marked is the one to go to @returns {boolean} */
  focusCell(addresses) {
    const places = addresses.map((address) => this.#places.get(address)).filter((place) => place !== undefined)
    const place = places.find((candidate) => this.#marks.has(candidate.element) || this.#overlay.has(candidate)) ?? places[0]
    if (place === undefined) return false
    this.#going.to(place)
    if (place.focus) this.#overlay.keep()
    return true
  }

  remove() {
    cancelAnimationFrame(this.#frame)
    this.#light.off()
    this.#overlay.remove()
    this.#marks.remove()
    this.#panel?.remove()
    this.#going.giveBack()
    for (const release of this.#sheets.values()) release()
  }

  #mark() {
    /** @type {Map<Element, Mark>} */
    const wanted = new Map()
    /** @type {Map<Place, Mark>} */
    const over = new Map()
    for (const [address, mark] of this.#wanted) {
      const place = this.#places.get(address)
      if (place?.drawn) over.set(place, mark)
      else if (place) wanted.set(place.element, mark)
    }
    this.#marks.show(wanted, this.#typing === undefined)
    this.#overlay.mark(over, this.#typing === undefined)
  }

  #lightOff() {
    this.#light.off()
    this.#overlay.light(new Map())
  }

  /** @returns {Context} */
  #context() {
    return {
      words: this.words,
      label: (address) => this.label(address),
      text: (address) => this.#textOf(address),
      here: (address) => this.#places.has(address),
      canApply: this.#canApply,
      take: (changes) => this.#take(changes),
      why: (address) => this.wishes.why(address),
      go: (address) => this.wishes.focus(address),
      justify: (rule, reason) => this.wishes.justify(rule, reason),
    }
  }

  /** @param {Change[]} changes */
  #take(changes) {
    const taken = this.wishes.take(changes)
    if (taken) this.#panel?.focusUndo()
    else this.tell(this.words.say(taken === undefined ? 'overtaken' : 'refused'))
  }

  /** @param {string} address */
  #textOf(address) {
    const element = this.#places.get(address)?.element
    if (element === undefined) return ''
    return isField(element) ? /** @type {HTMLInputElement} */ (element).value : (element.textContent ?? '').trim()
  }

  /** @param {Panel} panel @param {Element | string | undefined} where */
  #placePanel(panel, where) {
    this.#panel = panel
    if (where === undefined) {
      panel.root.classList.add(CLASS.docked)
      Element.prototype.before.call(this.#form, panel.root)
      return
    }
    const holder = typeof where === 'string' ? all(document, where)[0] : where
    if (holder === undefined) throw new TypeError(`gouji: there is no element ${where} to put the panel in.`)
    holder.append(panel.root)
    this.#useSheet(rootOf(holder))
  }

  /** @param {Node} root */
  #useSheet(root) {
    if (this.#sheets.has(root)) return
    const sheet = useStylesheet(root)
    this.#sheets.set(root, sheet.release)
    this.#styled = this.#styled.then(() => sheet.loaded)
  }
}
