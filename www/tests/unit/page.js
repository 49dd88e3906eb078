/** A page without a browser, for the scripts that ask for one. Imported before anything of gouji's. */
import { JSDOM } from 'jsdom'

export const { window } = new JSDOM('<!doctype html><html lang="zh-CN"><head></head><body></body></html>', { url: 'http://localhost/', pretendToBeVisual: true })

const names = ['document', 'Node', 'Element', 'Document', 'DocumentFragment', 'ShadowRoot', 'HTMLElement', 'HTMLInputElement', 'HTMLSelectElement',
  'HTMLTextAreaElement', 'customElements', 'Event', 'CustomEvent', 'EventTarget', 'MutationObserver', 'AbortController', 'Range', 'requestAnimationFrame', 'cancelAnimationFrame']
for (const name of names) Object.defineProperty(globalThis, name, { value: /** @type {any} */ (window)[name], configurable: true, writable: true })
Object.defineProperty(globalThis, 'window', { value: window, configurable: true })
window.Element.prototype.scrollIntoView = () => {}

/** A table with the labels of the toy report and a field for each of its cells. @param {{ [address: string]: string }} [values] @param {string} [extra] */
export function toyForm(values = {}, extra = '') {
  const rows = [['one', '甲'], ['two', '乙'], ['sum', '合计']].map(([row, label]) => `<tr><th>${label}</th>${['x', 'y'].map((column) =>
    `<td><input name="t_${row}_${column}" value="${values[`t.${row}.${column}`] ?? ''}"></td>`).join('')}</tr>`)
  document.body.innerHTML = `<form id="f"><h2>一、数量</h2><table><tr><th>项目</th><th>本年</th><th>上年</th></tr>${rows.join('')}</table>${extra}</form>`
  return /** @type {HTMLFormElement} */ (document.querySelector('form'))
}

/** @param {string} name */
export const fieldNamed = (name) => /** @type {HTMLInputElement} */ (document.querySelector(`[name="${name}"]`))

/** Types a text as a person does: the value, then the event. @param {HTMLInputElement} field @param {string} text */
export function typeInto(field, text) {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

/** @param {() => unknown} condition */
export async function until(condition) {
  const end = Date.now() + 3000
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Not within three seconds: ${condition}`)
    await new Promise((resolve) => { setTimeout(resolve, 5) })
  }
}
