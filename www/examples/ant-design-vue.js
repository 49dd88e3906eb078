/** The seed's table in Ant Design Vue. Between the arrows stands all that gouji needs. */
import { Input } from 'ant-design-vue'
import 'ant-design-vue/dist/reset.css'
import { h } from 'vue'
import { show } from './page.js'
import { mountTable } from './vue-form.js'

const form = mountTable(({ value, computed, changed }) => h(Input, { value, disabled: computed, 'onUpdate:value': changed }))

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('ant-design-vue', { start, ...form })
