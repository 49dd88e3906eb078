/** The seed's table in plain HTML. Between the arrows stands all that gouji needs. */
import { mountPlain } from './plain-form.js'
import { show } from './page.js'

const form = mountPlain(document.querySelector('#app'))

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('plain', { start, ...form })
