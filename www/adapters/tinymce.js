/**
 * TinyMCE (tried with 8.9): a table in an editor, in its frame or inline.
 *
 * In: an editor that is ready. Out: an adapter. `getContent()` is the same with gouji and without; what gouji writes is one step of
 * the editor's own undo.
 *
 * @example
 * import { attach } from 'gouji'
 * import { tinymce as tables } from 'gouji/adapters/tinymce'
 *
 * const [editor] = await tinymce.init({ selector: '#report textarea' })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: tables(editor) })
 */
import { writeText } from '../writing.js'
import { editable } from './editable.js'

/** @typedef {{ getBody(): Element, on(names: string, listener: () => void): unknown, off(names: string, listener: () => void): unknown, undoManager: { transact(work: () => void): unknown }, mode: { isReadOnly(): boolean }, removed: boolean }} Editor */

const CHANGES = 'input change undo redo SetContent'

/** @param {Editor} editor */
export const tinymce = (editor) => editable(() => (editor.removed ? null : editor.getBody()), {
  write: (cell, text) => editor.undoManager.transact(() => writeText(cell, text)),
  isReadOnly: () => editor.mode.isReadOnly(),
  follow: (changed) => {
    editor.on(CHANGES, changed)
    return () => { editor.off(CHANGES, changed) }
  },
})
