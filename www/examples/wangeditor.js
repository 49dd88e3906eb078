/** The seed's table in wangEditor 5. Between the arrows stands all that gouji needs. */
import { createEditor, createToolbar } from '@wangeditor/editor'
import '@wangeditor/editor/dist/css/style.css'
import { show } from './page.js'
import { cellIn, savedFigure, tableHtml } from './table-html.js'

const editor = createEditor({ selector: '#text', html: tableHtml(), config: { scroll: false } })
createToolbar({ editor, selector: '#tools', mode: 'simple' })

// ↓ gouji
import { attach } from 'gouji'
import { wangeditor } from 'gouji/adapters/wangeditor'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: wangeditor(editor) })
// ↑

const root = () => document.querySelector('#text')
await show('wangeditor', {
  start,
  kind: 'editor',
  // It takes over what is selected, not a mere caret.
  selected: () => editor.getSelectionText(),
  cell: (cell) => cellIn(root(), cell),
  model: (cell) => savedFigure(editor.getHtml(), cell),
  set: (cell, text) => put(withFigure(editor.getHtml(), cell, text)),
  rerender: () => put(editor.getHtml()),
  saved: () => editor.getHtml(),
  undo: () => editor.undo(),
})

/** A caret in the text that goes makes the editor throw, with gouji and without. */
function put(html) {
  editor.blur()
  editor.deselect()
  editor.setHtml(html)
}

function withFigure(html, cell, text) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  cellIn(page, cell).textContent = text
  return page.body.innerHTML
}
