/** The seed's table in TinyMCE. Between the arrows stands all that gouji needs. */
import tinymce from 'tinymce'
import 'tinymce/icons/default'
import 'tinymce/models/dom'
import 'tinymce/plugins/table'
import 'tinymce/skins/ui/oxide/content.js'
import 'tinymce/skins/ui/oxide/skin.js'
import 'tinymce/themes/silver'
import { show } from './page.js'
import { cellIn, computeSums, savedFigure, tableHtml } from './table-html.js'

document.querySelector('#text').value = tableHtml()
const [editor] = await tinymce.init({ selector: '#text', plugins: 'table', height: 620, promotion: false, license_key: 'gpl', content_css: false, skin: 'oxide', branding: false })
computeSums(() => editor.getBody(), editor.getBody())

// ↓ gouji
import { attach } from 'gouji'
import { tinymce as tables } from 'gouji/adapters/tinymce'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: tables(editor) })
// ↑

await show('tinymce', {
  start,
  kind: 'editor',
  cell: (cell) => cellIn(editor.getBody(), cell),
  model: (cell) => savedFigure(editor.getContent(), cell),
  set: (cell, text) => { cellIn(editor.getBody(), cell).textContent = text },
  rerender: () => editor.setContent(editor.getContent()),
  saved: () => editor.getContent(),
  undo: () => editor.undoManager.undo(),
})
