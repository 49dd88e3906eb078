/** The seed's table in an editable frame, as UEditor makes one. Between the arrows stands all that gouji needs. */
import { show } from './page.js'
import { cellIn, computeSums, tableHtml } from './table-html.js'

const frame = document.querySelector('iframe')
const { body } = frame.contentDocument
body.contentEditable = 'true'
body.innerHTML = tableHtml()
computeSums(() => body, body)

// ↓ gouji
import { attach } from 'gouji'
import { editable } from 'gouji/adapters/editable'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check', adapter: editable(() => body) })
// ↑

await show('ueditor', {
  start,
  kind: 'editor',
  cell: (cell) => cellIn(body, cell),
  model: (cell) => cellIn(body, cell).textContent.trim(),
  set: (cell, text) => { cellIn(body, cell).textContent = text },
  rerender: () => { body.innerHTML = body.innerHTML },
  saved: () => body.innerHTML,
})
