/** The seed's table in a shadow root. Between the arrows stands all that gouji needs. */
import { mountPlain } from './plain-form.js'
import { show } from './page.js'

let form
customElements.define('report-table', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' })
    const style = root.appendChild(document.createElement('link'))
    Object.assign(style, { rel: 'stylesheet', href: 'page.css' })
    form = mountPlain(root.appendChild(document.createElement('div')))
  }
})

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('shadow', { start, ...form })
