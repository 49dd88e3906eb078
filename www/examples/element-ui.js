/** The seed's table in Element UI. Between the arrows stands all that gouji needs. */
import ElementUI from 'element-ui'
import 'element-ui/lib/theme-chalk/index.css'
import Vue from 'vue'
import { show } from './page.js'
import { COMPUTED, figures, layout, totalOf } from './seed.js'

Vue.use(ElementUI)
const isComputed = (cell) => COMPUTED && cell.endsWith('.total')

const app = new Vue({
  data: { typed: figures(), version: 0 },
  methods: {
    valueOf(cell) { return isComputed(cell) ? totalOf(this.typed, cell.split('.')[0]) : this.typed[cell] },
  },
  render(h) {
    const draw = ({ text, cell, rows, columns }) => (cell
      ? h('td', { attrs: { id: cell } }, [h('el-input', { props: { value: this.valueOf(cell), disabled: isComputed(cell) }, on: { input: (value) => { this.typed[cell] = value } } })])
      : h('th', { attrs: { rowspan: rows, colspan: columns } }, text))
    return h('table', { class: 'figures', key: this.version }, [h('tbody', layout().map((row) => h('tr', row.map(draw))))])
  },
}).$mount('#app')

// ↓ gouji
import { attach } from 'gouji'

const start = () => attach('#report', { pack: 'cn-gov-disclosure-2021', panel: '#check' })
// ↑

await show('element-ui', {
  start,
  cell: (cell) => document.getElementById(cell),
  model: (cell) => app.valueOf(cell),
  set: (cell, text) => { app.typed[cell] = text },
  rerender: () => { app.version += 1; return app.$nextTick() },
})
