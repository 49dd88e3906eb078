/** Faults from outside: files that are none, policies, storage that is denied, hosts that throw, a stack that is full. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

const WITHOUT_WASM = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' data: blob:"

/** @param {Page} page @param {{ policy?: string }} [options] */
async function openPortal(page, options) {
  await page.open('tests/browser/pages/portal.html', options)
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
}

/** Types into the form, sends it, and tells what is left to see. @param {Page} page @param {number} times sent by then */
async function typeAndSend(page, times) {
  await page.fill('[name="review_total"]', '17')
  await page.click('button[type="submit"]')
  await page.waitFor((wanted) => /** @type {any} */ (window).portal.sent === wanted, times)
  assert.equal(await page.value('[name="review_total"]'), '17')
  await page.eventually(async () => assert.equal(await page.text('.gouji-status'), '未检查'))
}

inEachBrowser('an engine’s file that is corrupt, cut off, of another kind, missing or mislabelled: the form says unchecked and is sent, or is checked', async (page) => {
  await openPortal(page)
  const outcomes = await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    const slim = await import(/** @type {any} */ ('/slim.js'))
    const bytes = await (await fetch('/wasm/gouji_bg.wasm')).arrayBuffer()
    const damaged = new Uint8Array(bytes.slice(0))
    for (let at = 1000; at < damaged.length; at += 997) damaged[at] = (damaged[at] ?? 0) ^ 0xff
    const served = (/** @type {BodyInit} */ body, type = 'application/wasm', status = 200) => new Response(body, { status, headers: { 'Content-Type': type } })
    /** @type {{ [how: string]: () => unknown }} */
    const sources = {
      'not WebAssembly': () => '/index.html', missing: () => '/missing.wasm', 'cut off': () => bytes.slice(0, bytes.byteLength >> 1), empty: () => new ArrayBuffer(0),
      corrupt: () => damaged, 'an error page': () => served('<h1>500</h1>', 'text/html', 500), 'a page with status 200': () => served('<h1>Login</h1>', 'text/html'),
      'no address': () => 'http://[', 'a promise that fails': () => Promise.reject(new Error('on purpose')), 'another module': () => new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      'sound but mislabelled': () => served(bytes, 'text/html'), sound: () => '/wasm/gouji_bg.wasm',
    }
    /** @type {{ [how: string]: unknown[] }} */
    const outcomes = {}
    for (const [how, source] of Object.entries(sources)) {
      const refused = await slim.init(source()).then(() => 'started', (/** @type {Error} */ error) => error.name)
      const form = portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
      const watch = await slim.attach(form, { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}', block: true })
      const before = portal.sent
      form.requestSubmit()
      outcomes[how] = [refused, watch.result.status, portal.sent - before]
      watch.detach()
    }
    return outcomes
  })
  for (const [how, outcome] of Object.entries(outcomes)) {
    assert.deepEqual(outcome, how.startsWith('sound') ? ['started', 'inconsistent', 0] : ['EngineUnavailable', 'unchecked', 1], how)
  }
  page.forgetComplaints() // each file is complained of in the browser's own words
})

inEachBrowser('a policy that refuses WebAssembly, at every door: a named refusal, and a form that works', async (page) => {
  await openPortal(page, { policy: WITHOUT_WASM })
  const names = await page.evaluate(async () => {
    const load = (/** @type {string} */ path) => import(path)
    const nameOf = (/** @type {Promise<unknown>} */ promise) => promise.then(() => 'none', (/** @type {unknown} */ error) => (error instanceof Error ? 'an error' : typeof error))
    const [engine, slim, readers, author] = await Promise.all([load('/engine.js'), load('/slim.js'), load('/import.js'), load('/author.js')])
    const bytes = await (await fetch('/wasm/gouji_bg.wasm')).arrayBuffer()
    let sync = 'none'
    try {
      slim.initSync(bytes)
    } catch (error) {
      sync = error instanceof Error ? 'an error' : typeof error
    }
    return [
      await engine.load('cn-gov-disclosure-2021').catch((/** @type {Error} */ error) => error.name), await slim.init().catch((/** @type {Error} */ error) => error.name),
      sync, await nameOf(readers.read('一、数量', {})), await nameOf(author.lint('report a "甲"')),
    ]
  })
  assert.deepEqual(names, ['EngineUnavailable', 'EngineUnavailable', 'an error', 'an error', 'an error'])
  let sent = 0
  for (const door of ['/page.js', '/slim.js', 'element']) {
    await page.evaluate(async (path) => {
      const { portal } = /** @type {any} */ (window)
      portal.watch?.detach()
      document.querySelector('gouji-check')?.remove()
      const form = portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
      portal.watch = undefined
      if (path !== 'element') {
        const { attach } = await import(path)
        portal.watch = await attach(form, { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}', block: true })
        return
      }
      const element = document.createElement('gouji-check')
      for (const [name, value] of [['pack', 'cn-gov-disclosure-2021'], ['for', '#report'], ['fields', '{row}_{column}'], ['block', '']]) element.setAttribute(String(name), String(value))
      form.before(element)
    }, door)
    sent += 1
    await typeAndSend(page, sent)
  }
  page.forgetComplaints() // each browser tells it in its own words
})

for (const path of ['index.html', 'workbench.html', 'editor.html']) {
  inEachBrowser(`where storage and cookies are denied, ${path} works`, async (page) => {
    await page.raw.evaluateOnNewDocument(() => {
      const deny = () => { throw new DOMException('denied on purpose', 'SecurityError') }
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']) Object.defineProperty(window, name, { get: deny, configurable: true })
      Object.defineProperty(Document.prototype, 'cookie', { get: deny, set: deny })
      Object.defineProperty(Navigator.prototype, 'storage', { get: deny })
    })
    await page.open(path)
    if (path === 'workbench.html') {
      await page.evaluate(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File(['{"pack":"cn-gov-disclosure-2021","cells":{"disputes.review.upheld":"6"}}'], 'a.json'))
        document.querySelector('#drop')?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
      })
      await page.waitFor(() => document.querySelector('#progress')?.textContent?.startsWith('读取 1 份报告'))
    }
    // A new pack's form is blank as yet.
    if (path === 'editor.html') await page.waitFor(() => document.querySelector('.gouji-panel') !== null)
    else await page.waitFor(() => !['unchecked', undefined].includes(document.querySelector('.gouji-panel')?.getAttribute('data-state') ?? undefined))
  })
}

inEachBrowser('a host that throws at every event of gouji’s is checked, mended and sent all the same', async (page) => {
  await openPortal(page)
  const told = await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    /** @type {Set<string>} */
    const heard = new Set()
    const mischief = (/** @type {Event} */ event) => { heard.add(event.type); throw new Error('mischief on purpose') }
    for (const type of ['gouji:change', 'gouji:ready', 'gouji:unavailable', 'gouji:quarantined', 'gouji:reveal']) window.addEventListener(type, mischief, true)
    const form = portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    const failing = await portal.attach({ engine: () => Promise.reject(new Error('on purpose')) })
    failing.detach()
    // An engine that one text stops.
    const { bindDoor } = await import(/** @type {any} */ ('/wasm/gouji.js'))
    const { wasmEngine } = await import(/** @type {any} */ ('/engine/wasm.js'))
    const module = await WebAssembly.compileStreaming(fetch('/wasm/gouji_bg.wasm'))
    const engine = async () => {
      const sound = await wasmEngine(module, bindDoor)
      const wrap = (/** @type {any} */ door) => Object.fromEntries(Object.entries(door).filter(([name]) => name !== 'engine_memory').map(([name, work]) => [name, (/** @type {unknown[]} */ ...given) => {
        if (JSON.stringify(given).includes('666')) throw new WebAssembly.RuntimeError('unreachable')
        return (/** @type {any} */ (work))(...given)
      }]))
      return { open: async () => wrap(await sound.open()) }
    }
    const watch = await portal.attach({ block: true, engine })
    watch.addEventListener('change', mischief)
    const total = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
    const turn = () => new Promise((resolve) => { setTimeout(resolve, 30) })
    /** @param {string} value */
    const type = async (value) => {
      total.value = value
      total.dispatchEvent(new InputEvent('input', { bubbles: true }))
      do await turn(); while (watch.result.groups.some((/** @type {any} */ group) => group.pending))
    }
    await type('666')
    const states = [watch.result.status, total.value]
    await type('2')
    watch.focus('disputes.review.total')
    form.requestSubmit()
    states.push(portal.sent, watch.apply(watch.result.groups[0].repairs[0]), total.value, watch.result.status)
    form.requestSubmit()
    states.push(portal.sent)
    return { states, heard: [...heard].sort() }
  })
  assert.deepEqual(told.heard, ['change', 'gouji:change', 'gouji:quarantined', 'gouji:ready', 'gouji:reveal', 'gouji:unavailable'])
  assert.notEqual(told.states[0], 'consistent')
  assert.deepEqual(told.states.slice(1), ['666', 0, true, '11', 'consistent', 1])
  page.forgetComplaints() // the mischief, and the engine's
})

inEachBrowser('an edit at the very end of the stack loses nothing: the verdict is right, or the next edit makes it so', async (page) => {
  await openPortal(page)
  const told = await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    const form = portal.draw([[6, 0, 5, 0, 11], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    const watch = await portal.attach({ block: true })
    const total = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
    let figure = 20
    const type = () => {
      total.value = String(figure)
      total.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    const statuses = []
    // At every distance from the end, as far as the check goes down and a little farther.
    for (let distance = 0; distance < 400; distance += distance < 60 ? 1 : 20) {
      figure += 1
      let left = -1
      /** Goes down until nothing fits any more, and types on the way up. @returns {void} */
      const down = () => {
        try {
          down()
        } catch { /* full */ }
        left += 1
        if (left === distance) {
          try {
            type()
          } catch { /* full, too */ }
        }
      }
      down()
      if (total.value !== String(figure)) total.value = String(figure)
      const { status } = watch.result
      if (status === 'consistent' && watch.refresh().status === 'consistent') return { lost: distance }
      figure += 1
      type()
      if (total.value !== String(figure)) return { figure: distance }
      statuses.push(watch.result.status)
    }
    figure = 11
    type()
    form.requestSubmit()
    return { statuses: [...new Set(statuses)], last: watch.result.status, sent: portal.sent }
  })
  assert.deepEqual(told, { statuses: ['inconsistent'], last: 'consistent', sent: 1 })
  page.forgetComplaints() // of a stack that is full
})
