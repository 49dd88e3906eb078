/** The seed's table in a frame of the same origin. Between the arrows stands all that gouji needs. */
import { mountPlain } from './plain-form.js'
import { show } from './page.js'

const frame = document.querySelector('iframe')
const style = frame.contentDocument.head.appendChild(frame.contentDocument.createElement('link'))
Object.assign(style, { rel: 'stylesheet', href: new URL('page.css', location.href).href })
const form = mountPlain(frame.contentDocument.body)

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('iframe', { start, ...form })
