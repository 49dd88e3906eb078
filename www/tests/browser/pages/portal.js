/**
 * A portal of one form that its own script draws, as a router would; what is on it is said in the address. It counts what is
 * sent and writes down every breach of the policy that its own scripts see.
 */
const asked = new URL(location.href).searchParams
/** @type {any} */
const portal = { sent: 0, breaches: [], draw, leave, attach }
Object.assign(window, { portal })
document.addEventListener('securitypolicyviolation', (event) => {
  // Browsers ask for an icon by themselves.
  if (!event.blockedURI.endsWith('/favicon.ico')) portal.breaches.push(`${event.violatedDirective} ${event.blockedURI}`)
})

const ROWS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
const FIGURES = [[6, 0, 5, 0, 11], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]

/** @param {string} tag @param {string} [text] @param {{ [name: string]: string }} [attributes] */
function made(tag, text, attributes = {}) {
  const element = document.createElement(tag)
  if (text !== undefined) element.textContent = text
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** The table of disputes, its results downwards, so that a column can be pasted. */
function draw(figures = FIGURES) {
  const form = made('form', undefined, { id: 'report' })
  const table = made('table')
  const head = made('tr')
  head.append(made('td'), made('th', '行政复议'), made('th', '未经复议直接起诉'), made('th', '复议后起诉'))
  table.append(head, ...ROWS.map((label, row) => {
    const line = made('tr')
    line.append(made('th', label), ...['review', 'direct', 'after_review'].map((group, column) => {
      const cell = made('td')
      const result = ['upheld', 'corrected', 'other', 'pending', 'total'][row]
      const field = made('input', undefined, { name: `${group}_${result}`, value: String(figures[column]?.[row] ?? ''), 'aria-label': `${group} ${result}` })
      cell.append(field)
      return cell
    }))
    return line
  }))
  form.append(made('h2', '四、政府信息公开行政复议、行政诉讼情况'), table, made('button', '提交', { type: 'submit' }))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    portal.sent += 1
  })
  document.querySelector('#place')?.replaceChildren(form)
  return form
}

/** As a router does: everything goes at once. */
function leave() { document.querySelector('#place')?.replaceChildren() }

/** @param {object} [options] */
async function attach(options) {
  const address = '/gouji.js'
  const gouji = await import(address)
  portal.watch = await gouji.attach('#report', { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}', ...options })
  return portal.watch
}

draw()
if (asked.has('attach')) await attach()
document.documentElement.dataset.ready = 'yes'
