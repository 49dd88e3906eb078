/** The seed's table in ProseMirror, which Tiptap is made of. Between the arrows stands all that gouji needs. */
import { history, undo } from 'prosemirror-history'
import { DOMParser as Reader, DOMSerializer, Schema } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { tableEditing, tableNodes } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import { show } from './page.js'
import { cellIn, savedFigure, tableHtml } from './table-html.js'

const schema = new Schema({ nodes: basic.spec.nodes.append(tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} })), marks: basic.spec.marks })
const read = (html) => Reader.fromSchema(schema).parse(new DOMParser().parseFromString(html, 'text/html').body)
const view = new EditorView(document.querySelector('#text'), { state: EditorState.create({ doc: read(tableHtml()), plugins: [history({ newGroupDelay: 0 }), tableEditing()] }) })

// ↓ gouji
import { attach } from 'gouji'
import { prosemirror } from 'gouji/adapters/prosemirror'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: prosemirror(view) })
// ↑

const shown = (cell) => cellIn(view.dom, cell)
const saved = () => {
  const place = document.createElement('div')
  place.append(DOMSerializer.fromSchema(schema).serializeFragment(view.state.doc.content))
  return place.innerHTML
}
/** Through the document, as the page's own code would. */
function set(cell, text) {
  const at = view.state.doc.resolve(view.posAtDOM(shown(cell).querySelector('p'), 0))
  view.dispatch(view.state.tr.insertText(text, at.start(), at.end()))
}
await show('prosemirror', {
  start,
  kind: 'editor',
  caretIn: (cell) => shown(cell).contains(view.domAtPos(view.state.selection.head).node),
  selected: () => view.state.doc.textBetween(view.state.selection.from, view.state.selection.to),
  cell: shown,
  model: (cell) => savedFigure(saved(), cell),
  set,
  rerender: () => view.updateState(EditorState.create({ doc: read(saved()), plugins: view.state.plugins })),
  saved,
  undo: () => undo(view.state, view.dispatch),
})
