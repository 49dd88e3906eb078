/**
 * Hostile texts in every place that reaches a page. The policy allows everything, so that what a strict one would stop is
 * seen: nothing runs, nothing becomes an element or an attribute, and texts are shown as they are.
 */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'
import { PAYLOADS } from './payloads.js'

/** @import { Page } from './page.js' */

const OPEN = "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:"

/** A pack's strings end at a quotation mark. @param {string} text */
const inPack = (text) => text.replaceAll('"', '＂').replaceAll('\\', '＼').replace(/\p{Cc}/gu, ' ')

/** A pack with such a text in every label; and before its table and behind it, what a test wants besides. @param {string} quoted @param {string} rules @param {string} [figures] */
const packOf = (quoted, rules, figures = '') => `report toy "${quoted}"
${figures}table t "${quoted}表"
  cells count
  columns
    x "${quoted}列"
  rows
    one "${quoted}甲"
    two "${quoted}乙"
    sum "${quoted}合" = sum of all before it
${rules}`

/** Puts what every test asks into the page before anything else runs. @param {Page} page @param {string} path */
async function open(page, path) {
  await page.raw.evaluateOnNewDocument(() => {
    /** @type {string[]} */
    const runs = []
    /** What a payload would make: never a part of these pages or of gouji. */
    const strange = () => {
      const roots = /** @type {(Document | ShadowRoot)[]} */ ([document])
      for (const root of roots) for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot)
      const found = roots.flatMap((root) => [...root.querySelectorAll('*')]).filter((element) =>
        /^(script|img|image|svg|math|iframe|object|embed|video|audio|source|marquee|template|noscript|base|meta|style|xmp|noembed|isindex|x|mglyph|mtext|animate)$/u.test(element.localName)
        || element.getAttributeNames().some((name) => name.startsWith('on') || name === 'srcdoc' || name === 'autofocus' || name.includes('<') || name.includes('"'))
        || /^\s*(javascript|vbscript|data):/iu.test(element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('action') ?? ''))
      return found.map((element) => element.outerHTML.slice(0, 200))
    }
    Object.assign(window, { ran: () => { runs.push(String(new Error('ran').stack)) }, hostile: { runs, strange } })
  })
  await page.open(path, { policy: OPEN })
}

/** @param {Page} page */
const look = (page) => page.evaluate(() => {
  const { runs, strange } = /** @type {any} */ (window).hostile
  return /** @type {{ runs: string[], strange: string[] }} */ ({ runs, strange: strange() })
})

inEachBrowser('hostile texts in a form, its labels, names and figures, in the pack, in reasons and in what is known besides: all stay text', async (page) => {
  await open(page, 'tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  const { strange: before } = await look(page)
  for (const payload of PAYLOADS) {
    const quoted = inPack(payload)
    const pack = packOf(quoted, `warning few "${quoted}警告"\n  t.one.x >= t.two.x\nrule held "${quoted}规则"\n  t.one.x = t.two.x\n`, `figures\n  w "${quoted}说明" text\n`)
    const missing = await page.evaluate(async (evil, quoted, text, hostNames) => {
      const made = (/** @type {string} */ tag, text = '', attributes = {}) => {
        const element = document.createElement(tag)
        element.textContent = text
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        return element
      }
      // The page's own labels, names, identifiers, titles and figures.
      const form = made('form', '', { id: 'report', name: evil, title: evil })
      const table = /** @type {HTMLTableElement} */ (made('table'))
      table.append(made('caption', `一、数量${evil}`))
      const cells = ['one', 'two', 'sum'].map((row, index) => {
        const line = made('tr')
        const field = made('input', '', { 'data-gouji': `t.${row}.x`, name: `${evil} ${row}`, id: `${evil} ${row}`, placeholder: evil, title: evil, 'aria-label': evil, value: String(index + 2) })
        const cell = made('td')
        cell.append(field)
        line.append(made('th', evil), cell)
        table.append(line)
        return /** @type {HTMLInputElement} */ (field)
      })
      const free = /** @type {HTMLInputElement} */ (made('input', '', { 'data-gouji': 'w', value: evil }))
      form.append(made('h2', evil), table, free, made('button', evil, { type: 'submit' }))
      document.querySelector('#place')?.replaceChildren(form)
      const { attach } = await import(/** @type {any} */ ('/page.js'))
      const turn = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) })
      const watch = await attach(form, {
        pack: { text }, send: hostNames ? evil : 'kept', block: true,
        record: { id: evil, organ: evil, file: evil, prose: { [evil]: evil }, texts: { w: evil }, unplaced: [{ where: evil, text: evil, why: evil }],
          notices: [{ rule: 'odd', where: evil, text: evil, why: evil }, { rule: 'odder', warning: true, where: evil, text: evil, why: evil }] },
        previous: { organ: evil, cells: { w: evil, [evil]: evil } },
        texts: { title: evil, undo: evil }, classes: { 'gouji-button': 'x' },
      })
      while (watch.result.groups.some((/** @type {any} */ group) => group.pending)) await turn()
      cells[2]?.focus()
      await turn()
      for (const details of document.querySelectorAll('details')) details.open = true
      for (const button of document.querySelectorAll('.gouji-panel .gouji-why, .gouji-panel .gouji-choice')) /** @type {HTMLElement} */ (button).click()
      watch.justify('few', evil)
      const [repair] = watch.result.groups.flatMap((/** @type {any} */ group) => [...group.repairs, ...group.alternatives])
      if (repair) {
        watch.apply(repair)
        watch.undo()
      }
      // A figure that is none: shown where it stands, and in the panel.
      const first = cells[0]
      if (first) {
        first.value = evil
        first.dispatchEvent(new InputEvent('input', { bubbles: true }))
        first.blur()
      }
      await turn()
      const shown = document.querySelector('.gouji-panel')?.textContent ?? ''
      const kept = [...form.querySelectorAll('input[type=hidden]')].map((field) => /** @type {HTMLInputElement} */ (field).value)
      HTMLFormElement.prototype.requestSubmit.call(form)
      await turn()
      const expected = /** @type {[string, boolean][]} */ ([
        ['the pack’s label', shown.includes(quoted)], ['the page’s own title', shown.includes(evil)],
        ['the figures', first?.value === evil.replace(/[\r\n]/gu, '') && free.value === evil.replace(/[\r\n]/gu, '')],
        ['the result that travels', kept.length === 1 && JSON.parse(String(kept[0])).justified !== undefined],
        ['the reason', JSON.parse(String(kept[0])).justified.few?.reason === evil.trim()],
        ['a verdict', watch.result.status === 'inconsistent'],
      ])
      const strange = /** @type {any} */ (window).hostile.strange().length
      watch.detach()
      return [...expected.filter(([, holds]) => !holds).map(([what]) => what), `${strange}`]
    }, payload, quoted, pack, payload.length % 2 === 0)
    assert.deepEqual(missing, [`${before.length}`], payload)
  }
  // What runs later would have by now.
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 200) }))
  const after = await look(page)
  assert.deepEqual(after, { runs: [], strange: before })
})

inEachBrowser('the texts are hostile: where a page takes them for markup, they run and become elements', async (page) => {
  await open(page, 'tests/browser/pages/portal.html')
  const caught = await page.evaluate(async (payloads) => {
    const { runs, strange } = /** @type {any} */ (window).hostile
    const before = strange().length
    let elements = 0
    for (const payload of payloads) {
      const place = document.createElement('div')
      place.innerHTML = payload
      document.body.append(place)
      if (strange().length > before) elements += 1
      await new Promise((resolve) => { setTimeout(resolve, 10) })
      place.remove()
    }
    return { elements, runs: runs.length }
  }, PAYLOADS.filter((payload) => !/meta|marquee|base/iu.test(payload)))
  assert.ok(caught.elements > 40, JSON.stringify(caught))
  assert.ok(caught.runs > 10, JSON.stringify(caught))
  page.forgetComplaints() // images that aren't there
})

inEachBrowser('hostile documents on the workbench, by name and by content: all stay text, on the screen and on the sheet', async (page) => {
  await open(page, 'workbench.html')
  await page.waitFor(() => document.querySelector('#drop') !== null)
  const { strange: before } = await look(page)
  const records = PAYLOADS.map((evil, index) => ({
    id: evil, organ: `${evil}第${index}`, year: 2024, pack: 'cn-gov-disclosure-2021',
    cells: { 'requests.new.person': '3', 'requests.new.total': evil, 'fees.charges.amount': evil, [evil]: evil },
    texts: { 'requests.new.total': evil }, prose: { [evil]: evil }, certainty: { 'requests.new.total': 'position' },
    unplaced: [{ where: evil, text: evil, why: evil }], notices: [{ rule: 'odd', where: evil, text: evil, why: evil }],
    previous: { organ: evil, year: 2023, cells: { 'requests.new.person': evil } },
  }))
  await page.evaluate((text, names) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], '<img src=x onerror=ran()>.json'))
    for (const name of names) transfer.items.add(new File([`<table><tr><td>${name}</td></tr></table>${name}`], `${name}.html`))
    for (const name of names.slice(0, 20)) transfer.items.add(new File([name], `${name}.txt`))
    document.querySelector('#drop')?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
  }, JSON.stringify(records), PAYLOADS)
  await page.waitFor(() => /** @type {any} */ (document.querySelector('#progress'))?.textContent.startsWith('读取'))
  const rows = await page.evaluate(() => [...document.querySelectorAll('#list tbody tr')].map((row) => row.textContent ?? ''))
  PAYLOADS.forEach((evil, index) => assert.ok(rows.some((row) => row.includes(`${evil}第${index}`)), `${evil} isn't shown as it is`))
  for (let index = 0; index < PAYLOADS.length; index += 6) {
    await page.evaluate((wanted) => {
      const row = [...document.querySelectorAll('#list tbody tr')].find((candidate) => candidate.textContent?.includes(wanted))
      row?.querySelector('button')?.click()
    }, `${PAYLOADS[index]}第${index}`)
    await page.waitFor((wanted) => document.querySelector('#chosen h2')?.textContent?.includes(wanted), `${PAYLOADS[index]}第${index}`)
    await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
    const sheet = await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
      window.dispatchEvent(new Event('beforeprint'))
      return document.querySelector('#checksheet')?.textContent ?? ''
    })
    assert.ok(sheet.includes(PAYLOADS[index] ?? '-'), `${PAYLOADS[index]} isn't on the sheet as it is`)
    assert.deepEqual(await look(page), { runs: [], strange: before }, PAYLOADS[index])
  }
})

inEachBrowser('hostile packs in the page that is made for them: its texts stay text', async (page) => {
  await open(page, 'tests/browser/pages/portal.html')
  const packs = PAYLOADS.map((payload) => {
    const quoted = inPack(payload)
    return `# ${payload.replace(/\p{Cc}/gu, ' ')}\n${packOf(quoted, `rule r "${quoted}规则"\n  t.one.x = t.two.x\n`)}`
  })
  const pages = await page.evaluate(async (texts) => {
    const { form } = await import(/** @type {any} */ ('/author.js'))
    const made = []
    for (const text of texts) made.push((await form(text)).html)
    return made
  }, packs)
  const strange = []
  for (const [index, html] of pages.entries()) {
    // As a browser reads it, without running it: elements and attributes, and where each script comes from.
    const read = await page.evaluate((source, quoted) => {
      const { body, head } = new DOMParser().parseFromString(source, 'text/html')
      const elements = [...head.querySelectorAll('*'), ...body.querySelectorAll('*')]
      return {
        kinds: [...new Set(elements.flatMap((element) => [element.localName, ...element.getAttributeNames()]))].sort(),
        scripts: elements.filter(({ localName }) => localName === 'script').map((script) => [script.getAttribute('src'), script.getAttribute('type')].join(' ')),
        labels: [...body.querySelectorAll('th')].filter((label) => label.textContent?.includes(quoted.trim().replace(/\s+/gu, ' ')) || label.textContent?.includes(quoted)).length,
      }
    }, html, inPack(PAYLOADS[index] ?? '').replace(/[\u202e\ufeff]/gu, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`))
    strange.push(read)
    assert.ok(read.labels >= 4, `${PAYLOADS[index]}: ${read.labels} labels as they are`)
    assert.deepEqual({ ...read, labels: 0 }, { ...strange[0], labels: 0 }, PAYLOADS[index])
  }
})
