/** The seed's table in Element Plus. Between the arrows stands all that gouji needs. */
import { ElInput } from 'element-plus'
import 'element-plus/dist/index.css'
import { h } from 'vue'
import { show } from './page.js'
import { mountTable } from './vue-form.js'

const form = mountTable(({ value, computed, changed }) => h(ElInput, { modelValue: value, disabled: computed, 'onUpdate:modelValue': changed }))

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('element-plus', { start, ...form })
