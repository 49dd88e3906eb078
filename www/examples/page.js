/**
 * What every example page shows besides its form: the lines that wire gouji, cut from the page's own source; and what its browser
 * test asks of it, under `window.example`.
 */

/**
 * @typedef {object} Example
 * @property {() => Promise<import('gouji').Watch>} start attaches gouji
 * @property {(cell: string) => Element | null} cell the element that shows `row.column` now
 * @property {(cell: string) => string} model what the page's own model holds
 * @property {(cell: string, text: string) => unknown} set sets it through the library's own door, without any event
 * @property {() => unknown} rerender draws the form anew
 * @property {() => string} [saved] what the page would save, of an editor
 * @property {() => unknown} [undo] the library's own
 * @property {(cell: string, text: string) => unknown} [complain] makes the library hold an error of its own against a cell; without a text, takes it back
 * @property {(cell: string) => boolean} [caretIn] of an editor with a model: whether that has the caret in a cell
 * @property {(cell: string) => string} [selected] what is selected there
 * @property {'grid' | 'editor'} [kind] how a person types there; a field where not given
 */

/** @param {string} name of the page @param {Example} example */
export async function show(name, example) {
  showLines(await (await fetch(`${name}.js`)).text())
  const page = { caretIn: (cell) => caretIn(example.cell(cell)), selected: (cell) => selectedIn(example.cell(cell)), ...example, watch: await example.start(), box, marks }
  Object.assign(window, { example: page })
}

/** @param {string} source */
function showLines(source) {
  const lines = /\/\/ ↓.*\n([\s\S]*?)\n\/\/ ↑/u.exec(source)?.[1] ?? source
  const place = document.querySelector('#lines')
  if (place) place.textContent = lines
}

/** @param {Element} element */
const caretIn = (element) => element.contains(element.ownerDocument.activeElement) || element.contains(element.ownerDocument.getSelection().anchorNode)

/** @param {Element} element */
function selectedIn(element) {
  const { activeElement: field } = element.ownerDocument
  return element.contains(field) && 'selectionStart' in field ? field.value.slice(field.selectionStart, field.selectionEnd) : String(element.ownerDocument.getSelection())
}

/** In pixels of the window, through frames. @param {Element} element */
function box(element) {
  let { left, top, width, height } = element.getBoundingClientRect()
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const around = frame.getBoundingClientRect()
    left += around.left + frame.clientLeft
    top += around.top + frame.clientTop
  }
  return { left, top, width, height }
}

/** Every mark that can be seen: its kind and its middle. */
function marks() {
  return marked(document).filter((element) => element.getClientRects().length > 0).map((element) => {
    const { left, top, width, height } = box(element)
    return { kind: element.getAttribute('data-gouji-mark'), x: left + width / 2, y: top + height / 2 }
  })
}

/** @param {Document | ShadowRoot} root @returns {Element[]} */
function marked(root) {
  const inner = [...root.querySelectorAll('*')].flatMap((element) => [element.shadowRoot, element.localName === 'iframe' ? element.contentDocument : null])
  return [...root.querySelectorAll('[data-gouji-mark]'), ...inner.filter(Boolean).flatMap(marked)]
}
