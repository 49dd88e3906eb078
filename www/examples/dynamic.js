/** The seed's table in rows that come later. Between the arrows stands all that gouji needs. */
import { mountPlain } from './plain-form.js'
import { show } from './page.js'

// The last rows come later, and each drawing anew begins without them.
let rows = 20
const form = mountPlain(document.querySelector('#app'), { rows: (index) => index < rows })
const grow = (wait) => setTimeout(() => { rows = Infinity; form.rerender() }, wait)
grow(300)

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('dynamic', { start, ...form, rerender: () => { rows = 20; form.rerender(); return new Promise((resolve) => { grow(200); setTimeout(resolve, 250) }) } })
