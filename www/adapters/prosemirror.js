/**
 * ProseMirror (tried with Tiptap 3, prosemirror-view 1.42): a table in an editor.
 *
 * In: an editor's view. Out: an adapter. Reads and writes the editor's document: of several cells that are changed in the page at
 * once, ProseMirror would make one change over all that lies between them.
 *
 * @example
 * import { attach } from 'gouji'
 * import { prosemirror } from 'gouji/adapters/prosemirror'
 *
 * const editor = new Editor({ element, extensions: [StarterKit, TableKit], content })    // Tiptap
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: prosemirror(editor.view) })
 */
import { editable } from './editable.js'

/** @typedef {any} View the library's own types ask for the library */
/** @typedef {{ node: any, from: number }} Block a paragraph of a cell, and where its text begins */

/** @param {View} view */
export const prosemirror = (view) => editable(() => (view.isDestroyed ? null : view.dom), {
  read: (cell) => blocksIn(view, cell).map(({ node }) => node.textContent).join(' ').trim(),
  write: (cell, text) => {
    const blocks = blocksIn(view, cell)
    const block = blocks.find(({ node }) => node.textContent.trim() !== '') ?? blocks[0]
    if (block === undefined) return
    const change = view.state.tr
    // From the end, so that what stands before keeps its place.
    for (const { node, from } of [...blocks].reverse()) {
      const to = from + node.content.size
      if (from !== block.from || text === '') change.delete(from, to)
      else change.replaceWith(from, to, view.state.schema.text(text, node.firstChild?.marks))
    }
    view.dispatch(change)
  },
  isReadOnly: () => !view.editable,
})

/** @param {View} view @param {Element} cell @returns {Block[]} */
function blocksIn(view, cell) {
  const at = view.state.doc.resolve(view.posAtDOM(cell, 0))
  let depth = at.depth
  while (depth > 0 && !at.node(depth).type.spec.tableRole) depth -= 1
  /** @type {Block[]} */
  const blocks = []
  if (!/cell/u.test(at.node(depth).type.spec.tableRole)) return blocks
  at.node(depth).descendants((/** @type {any} */ node, /** @type {number} */ offset) => {
    if (node.isTextblock) blocks.push({ node, from: at.start(depth) + offset + 1 })
    return !node.isTextblock
  })
  return blocks
}
