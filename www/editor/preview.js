/**
 * The form of the pack that is written, checked while figures are typed into it.
 *
 * In: a pack's text without mistakes. Out: its form with panel and marks; the figures typed so far stay where their cells
 * still are. Must not know: the text field, what lint says.
 */
import { engine } from '../author.js'
import { load } from '../engine.js'
import { attach } from '../gouji.js'
import { create } from '../host.js'
import { ATTRIBUTE } from '../names.js'
import { useStylesheet } from '../view/stylesheet.js'
import { drawForm } from '../workbench/form.js'

/** @import { Engine, Language } from '../contract.js' */
/** @import { Watch } from '../gouji.js' */
/** @import { Words } from './words.js' */

export class Preview {
  #place
  #panel
  /** @type {Watch | undefined} */
  #watch
  /** @type {Promise<Engine> | undefined} */
  #started
  /** @type {{ [address: string]: string }} */
  #figures = {}
  #turn = 0

  /** @param {HTMLElement} place @param {HTMLElement} panel */
  constructor(place, panel) {
    this.#place = place
    this.#panel = panel
    useStylesheet(document) // for as long as the page, from one form to the next
  }

  /** Forgets what was typed: another pack is written now. */
  forget() { this.#figures = {} }

  /** @param {string} text @param {Words} words @param {Language} lang */
  async show(text, words, lang) {
    this.#turn += 1
    const turn = this.#turn
    const pack = await load({ text }, { lang, engine: this.#engine })
    const shape = pack.describe()
    pack.close()
    if (turn !== this.#turn) return
    this.#watch?.detach()
    const form = drawForm(shape, { cells: this.#figures }, (key) => words[key])
    form.addEventListener('input', ({ target }) => this.#keep(/** @type {HTMLInputElement} */ (target)))
    this.#place.replaceChildren(create('h2', undefined, shape.title), form)
    const watch = await attach(form, { pack: { text }, lang, panel: this.#panel, engine: this.#engine })
    if (turn === this.#turn) this.#watch = watch
    else watch.detach()
  }

  /** The instances are started once; after one that could not be started, or the last that trapped, they are started again. */
  #engine = () => {
    if (this.#started === undefined) {
      this.#started = engine()
      this.#started.catch(() => { this.#started = undefined })
    }
    return this.#started
  }

  /** @param {HTMLInputElement} field */
  #keep(field) {
    const address = field.getAttribute(ATTRIBUTE.cell)
    if (address !== null) this.#figures = { ...this.#figures, [address]: field.value }
  }
}
