/**
 * A form that exists, and what its page says about it → a watch on it. The page's own code is not asked to change. Must not
 * know: how the engine is started, how fields are found, what is drawn.
 */
import { native } from './adapters/native.js'
import { all, isElement, listen } from './host.js'
import { loadPrevious } from './later.js'
import { WATCH } from './names.js'
import { pause, withPauses } from './steps.js'
import { View } from './view/view.js'
import { Watch } from './watch.js'

/** @import { AttachOptions, LoadOptions } from './contract.js' */
/** @import { Pack } from './engine/pack.js' */

/**
 * Watches a form: checks it as it is filled in, marks its cells and draws the panel.
 *
 * @param {(source: string | { text: string }, options: LoadOptions) => Promise<Pack>} load
 * @param {Element | string} form the form, or any element that holds the fields, or a selector of it
 * @param {AttachOptions} [options]
 * @returns {Promise<Watch>} also when no check can be made here: then its result says `unchecked`, and so does the panel
 * @throws {TypeError} for a mistake of the page: no such form, a form that is watched already, two fields for one cell, no
 *   place for the panel
 * @throws {Error} named `GoujiError` when the pack is unknown or mistaken
 */
export async function attachWith(load, form, options = {}) {
  const element = typeof form === 'string' ? all(document, form)[0] : form
  if (!isElement(element)) throw new TypeError(`gouji: there is no form ${String(form)} to attach to.`)
  const holder = /** @type {{ [WATCH]?: unknown }} */ (/** @type {unknown} */ (element))
  if (holder[WATCH] !== undefined) throw new TypeError('gouji: this form is attached already. Detach the first watch before attaching another.')
  if (options.pack === undefined) throw new TypeError("gouji: say which report the form is, as in { pack: 'cn-gov-disclosure-2021' }.")

  const view = new View(element, options)
  const watch = new Watch(element, options, {
    adapter: (options.adapter ?? native)(element),
    view,
    ended: () => { delete holder[WATCH] },
  })
  holder[WATCH] = watch
  if (options.signal?.aborted) watch.detach()
  else if (options.signal) listen(options.signal, 'abort', () => watch.detach())
  try {
    await begin(load, watch, view, options)
  } catch (mistake) {
    watch.detach()
    throw mistake
  }
  return watch
}

/**
 * @param {(source: string | { text: string }, options: LoadOptions) => Promise<Pack>} load
 * @param {Watch} watch
 * @param {View} view
 * @param {AttachOptions} options
 */
async function begin(load, watch, view, options) {
  view.wishes = watch
  // Where the page knows last year's figures itself, nobody is asked for them.
  if (!options.previous) view.drawPrevious = (place) => drawPrevious(place, watch, view, options)
  let pack
  try {
    const [opened] = await Promise.all([load(options.pack ?? '', { lang: options.lang, engine: options.engine, fallback: options.fallback }), view.styled])
    pack = opened
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'GoujiError') throw cause
    if (!watch.detached) watch.fail(cause)
    return
  }
  // To open a pack is the longest step of all.
  await pause()
  if (watch.detached) return
  try {
    await withPauses(watch.begin(pack), () => !watch.detached)
  } catch (cause) {
    // Not `instanceof`: the engine may come from another bundle.
    if (!(cause instanceof Error) || cause.name !== 'EngineUnavailable') throw cause
    watch.fail(cause)
  }
}

/** @param {Element} place @param {Watch} watch @param {View} view @param {AttachOptions} options */
async function drawPrevious(place, watch, view, { lang = 'zh-CN', read, record }) {
  const { PreviousYear } = await loadPrevious()
  const { pack } = watch
  if (pack === undefined) return
  new PreviousYear(place, {
    words: view.words,
    lang,
    shape: pack.describe(),
    label: (address) => view.label(address),
    align: (grids) => pack.align(grids),
    draw: (draw) => view.draw(place, draw),
    ...(read ? { read } : {}),
    ...(record?.year === undefined ? {} : { year: record.year }),
    give: (previous) => watch.givePrevious(previous),
  })
}
