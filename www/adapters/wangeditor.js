/**
 * wangEditor 5 (tried with 5.1): a table in an editor.
 *
 * In: an editor. Out: an adapter. Reads and writes the editor's model; `getHtml()` is the same with gouji and without, and what
 * gouji writes is one step of the editor's own undo.
 *
 * @example
 * import { attach } from 'gouji'
 * import { wangeditor } from 'gouji/adapters/wangeditor'
 *
 * const editor = createEditor({ selector: '#text', html })
 * const watch = await attach('#report', { pack: 'cn-gov-disclosure-2021', adapter: wangeditor(editor) })
 */
import { all } from '../host.js'
import { editable } from './editable.js'

/**
 * @typedef {{ type?: string, text?: string, children?: SlateNode[] }} SlateNode
 * @typedef {{ node: SlateNode, path: number[] }} SlateCell
 * @typedef {{ children: SlateNode[], selection: unknown, getEditableContainer(): Element, isDisabled(): boolean, isDestroyed: boolean,
 *   on(type: string, listener: () => void): void, off(type: string, listener: () => void): void, select(range: unknown): void,
 *   deselect(): void, deleteFragment(): void, insertText(text: string): void }} Editor
 */

/** @param {Editor} editor */
export const wangeditor = (editor) => {
  const root = () => (editor.isDestroyed ? null : all(editor.getEditableContainer(), '[contenteditable]')[0] ?? editor.getEditableContainer())
  const cellOf = cellFinder(editor, root)
  return editable(root, {
    read: (cell) => textOf(cellOf(cell)?.node).trim(),
    write: (cell, text) => write(editor, cellOf(cell), text),
    isReadOnly: () => editor.isDisabled(),
    follow: (changed) => {
      editor.on('change', changed)
      return () => editor.off('change', changed)
    },
  })
}

/**
 * The page shows the cells of the model in the model's order. Each change makes other `children`: until then both lists stand.
 * @param {Editor} editor @param {() => Element | null} root
 * @returns {(cell: Element) => SlateCell | undefined}
 */
function cellFinder(editor, root) {
  /** @type {SlateNode[] | undefined} */
  let children
  /** @type {Map<Element, SlateCell>} */
  let found = new Map()
  return (cell) => {
    if (children !== editor.children || !found.has(cell)) {
      const elements = all(root() ?? cell, 'td, th')
      const cells = cellsIn(editor.children, [])
      found = new Map(elements.length === cells.length ? elements.map((element, index) => [element, /** @type {SlateCell} */ (cells[index])]) : [])
      children = editor.children
    }
    return found.get(cell)
  }
}

/** @param {SlateNode[]} nodes @param {number[]} path @returns {SlateCell[]} */
const cellsIn = (nodes, path) => nodes.flatMap((node, index) => (node.type === 'table-cell'
  ? [{ node, path: [...path, index] }]
  : cellsIn(node.children ?? [], [...path, index])))

/** @param {SlateNode | undefined} node @returns {string} */
const textOf = (node) => node?.text ?? (node?.children ?? []).map(textOf).join('')

/** @param {Editor} editor @param {SlateCell | undefined} cell @param {string} text */
function write(editor, cell, text) {
  if (cell === undefined) return
  const before = editor.selection
  editor.select({ anchor: edge(cell, false), focus: edge(cell, true) })
  if (textOf(cell.node) !== '') editor.deleteFragment()
  editor.insertText(text)
  if (before) editor.select(before)
  else editor.deselect()
}

/** @param {SlateCell} cell @param {boolean} end */
function edge({ node, path }, end) {
  const steps = [...path]
  let inner = node
  while (inner.children) {
    const index = end ? inner.children.length - 1 : 0
    steps.push(index)
    inner = inner.children[index] ?? {}
  }
  return { path: steps, offset: end ? (inner.text ?? '').length : 0 }
}
