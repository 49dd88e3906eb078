/** The seed's table in CKEditor 5. Between the arrows stands all that gouji needs. */
import { Bold, ClassicEditor, Essentials, Heading, Paragraph, Table } from 'ckeditor5'
import 'ckeditor5/ckeditor5.css'
import { show } from './page.js'
import { cellIn, savedFigure, tableHtml } from './table-html.js'

const editor = await ClassicEditor.create(document.querySelector('#text'), {
  licenseKey: 'GPL',
  plugins: [Essentials, Paragraph, Heading, Bold, Table],
  toolbar: ['undo', 'redo', '|', 'heading', 'bold', 'insertTable'],
  initialData: tableHtml(),
})

// ↓ gouji
import { attach } from 'gouji'
import { ckeditor } from 'gouji/adapters/ckeditor'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: ckeditor(editor) })
// ↑

const root = () => editor.editing.view.getDomRoot()
const modelCell = (cell) => editor.editing.mapper.toModelElement(editor.editing.view.domConverter.mapDomToView(cellIn(root(), cell)))
/** Through the model, as the page's own code would. */
function set(cell, text) {
  const inside = modelCell(cell)
  editor.model.change((writer) => {
    writer.remove(writer.createRangeIn(inside.getChild(0)))
    writer.insertText(text, inside.getChild(0))
  })
}
await show('ckeditor', {
  start,
  kind: 'editor',
  caretIn: (cell) => editor.model.document.selection.focus.findAncestor('tableCell') === modelCell(cell),
  selected: () => [...editor.model.document.selection.getFirstRange().getItems()].map(({ data = '' }) => data).join(''),
  cell: (cell) => cellIn(root(), cell),
  model: (cell) => savedFigure(editor.getData(), cell),
  set,
  rerender: () => editor.setData(editor.getData()),
  saved: () => editor.getData(),
  undo: () => editor.execute('undo'),
})
