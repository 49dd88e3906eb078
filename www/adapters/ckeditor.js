/**
 * CKEditor 5 (tried with 48.5): a table in an editor.
 *
 * In: an editor. Out: an adapter. Reads and writes the editor's model; `getData()` is the same with gouji and without, and what gouji
 * writes is one step of the editor's own undo.
 *
 * @example
 * import { attach } from 'gouji'
 * import { ckeditor } from 'gouji/adapters/ckeditor'
 *
 * const editor = await ClassicEditor.create(document.querySelector('#text'), { … })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: ckeditor(editor) })
 */
import { editable } from './editable.js'

/** @typedef {any} Editor the library's own types ask for the library */

/** @param {Editor} editor */
export const ckeditor = (editor) => editable(() => editor.editing.view.getDomRoot(), {
  read: (cell) => {
    const inside = cellOf(editor, cell)
    return inside ? textsIn(editor, inside).map((item) => item.data).join('').trim() : ''
  },
  write: (cell, text) => {
    const inside = cellOf(editor, cell)
    if (!inside) return
    editor.model.change((/** @type {any} */ writer) => {
      const [first] = textsIn(editor, inside)
      const attributes = first ? [...first.getAttributes()] : []
      const paragraph = first?.parent ?? inside.getChild(0)
      for (const item of textsIn(editor, inside).reverse()) writer.remove(writer.createRangeOn(item))
      writer.insertText(text, Object.fromEntries(attributes), paragraph, 0)
    })
  },
  isReadOnly: () => editor.isReadOnly,
  follow: (changed) => {
    editor.model.document.on('change:data', changed)
    return () => { editor.model.document.off('change:data', changed) }
  },
})

/** The cell of the model that a cell of the page shows. @param {Editor} editor @param {Element} cell */
function cellOf(editor, cell) {
  const view = editor.editing.view.domConverter.mapDomToView(cell)
  return view && editor.editing.mapper.toModelElement(view)
}

/** @param {Editor} editor @param {any} inside @returns {any[]} */
const textsIn = (editor, inside) => [...editor.model.createRangeIn(inside).getItems()].filter((item) => item.is('$textProxy'))
