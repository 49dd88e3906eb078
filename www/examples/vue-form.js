/** The table of the seed as a Vue 3 component; each library brings its own field. Must not know gouji. */
import { createApp, h, nextTick, reactive, ref } from 'vue'
import { COMPUTED, figures, layout, totalOf } from './seed.js'

/** @param {(bound: { value: string, computed: boolean, changed: (text: string) => void }) => import('vue').VNode} field */
export function mountTable(field) {
  const typed = reactive(figures())
  const version = ref(0)
  const isComputed = (cell) => COMPUTED && cell.endsWith('.total')
  const valueOf = (cell) => (isComputed(cell) ? totalOf(typed, cell.split('.')[0]) : typed[cell])
  const draw = ({ text, cell, rows, columns }) => (cell
    ? h('td', { id: cell }, [field({ value: valueOf(cell), computed: isComputed(cell), changed: (value) => { typed[cell] = String(value ?? '') } })])
    : h('th', { rowspan: rows, colspan: columns }, text))
  const table = () => h('table', { class: 'figures', key: version.value }, [h('tbody', layout().map((row) => h('tr', row.map(draw))))])
  createApp(table).mount('#app')
  return {
    cell: (cell) => document.getElementById(cell),
    model: valueOf,
    set: (cell, text) => { typed[cell] = text },
    rerender: () => { version.value += 1; return nextTick() },
  }
}
