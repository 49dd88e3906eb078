/**
 * A long sitting at the sample form: edits without end, attached and detached without end.
 *
 * In: a page, how many. Out: what was measured on the way; fails where a verdict isn't that of a check from nothing, where
 * memory grows, or where a detach leaves something behind. Must not know: how a verdict comes about.
 */
import assert from 'node:assert/strict'

/** @import { Page } from '../browser/page.js' */

/** Edits between two comparisons with a check from nothing. */
const BLOCK = 1000
/** Edits between two turns of the page, so that it draws as it would under a hand. */
const BURST = 50
/** What garbage collection leaves undecided: compiled code, caches of the browser. */
const HEAP_SLACK = 2_000_000
/** WebAssembly's memory never shrinks: the greatest need of all edits may come late. */
const ENGINE_SLACK = 1 << 20
/** Of a run, so much is warm-up: what is made once is made by then. */
const WARM = 0.2

/** @typedef {{ heap: number, nodes: number, listeners: number, engine: number, instances: number }} Memory */

/** Counts the instances of WebAssembly and their memory, as long as they live. @param {Page} page */
async function watchInstances(page) {
  await page.raw.evaluateOnNewDocument(() => {
    /** @type {{ made: number, memories: WeakRef<WebAssembly.Memory>[] }} */
    const soak = { made: 0, memories: [] }
    Object.assign(window, { soak })
    /** @param {WebAssembly.Instance} instance */
    const note = (instance) => {
      soak.made += 1
      for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) soak.memories.push(new WeakRef(value))
      return instance
    }
    const { instantiate, Instance } = WebAssembly
    WebAssembly.instantiate = /** @type {any} */ (async (/** @type {WebAssembly.Module} */ module, /** @type {any} */ imports) => note(await instantiate(module, imports)))
    WebAssembly.Instance = /** @type {any} */ (function (/** @type {WebAssembly.Module} */ module, /** @type {any} */ imports) { return note(new Instance(module, imports)) })
  })
}

/** Opens the sample with a watch on its form, and a seeded clerk who types into it. @param {Page} page */
async function openSample(page) {
  await watchInstances(page)
  await page.open('index.html')
  await page.waitFor(() => document.querySelector('.gouji-panel')?.getAttribute('data-state') === 'inconsistent')
}

/**
 * What the page holds after garbage was collected. Only Chromium tells.
 * @param {Page} page
 * @returns {Promise<Memory | undefined>}
 */
async function memoryOf(page) {
  if (page.browser !== 'chromium') return undefined
  const session = await page.raw.createCDPSession()
  // What waits for a frame or a finalizer goes with a later collection.
  for (let turn = 0; turn < 3; turn += 1) {
    await session.send('HeapProfiler.collectGarbage')
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) }))
  }
  await session.detach()
  const { JSHeapUsedSize: heap = 0, Nodes: nodes = 0, JSEventListeners: listeners = 0 } = await page.raw.metrics()
  const [engine, instances] = await page.evaluate(() => {
    const { memories } = /** @type {any} */ (window).soak
    const alive = memories.map((/** @type {WeakRef<WebAssembly.Memory>} */ memory) => memory.deref()).filter(Boolean)
    return [alive.reduce((/** @type {number} */ sum, /** @type {WebAssembly.Memory} */ memory) => sum + memory.buffer.byteLength, 0), alive.length]
  })
  return { heap, nodes, listeners, engine: engine ?? 0, instances: instances ?? 0 }
}

/** @param {Memory | undefined} early @param {Memory | undefined} late @param {number} slack of nodes and listeners */
function assertFlat(early, late, slack) {
  if (early === undefined || late === undefined) return
  const told = `${JSON.stringify(early)} → ${JSON.stringify(late)}`
  assert.ok(late.heap <= early.heap + HEAP_SLACK, `the heap grows: ${told}`)
  assert.ok(late.nodes <= early.nodes + slack, `nodes pile up: ${told}`)
  assert.ok(late.listeners <= early.listeners + slack, `listeners pile up: ${told}`)
  assert.ok(late.engine <= early.engine + ENGINE_SLACK, `the engine's memory grows: ${told}`)
  assert.ok(late.instances <= early.instances, `instances pile up: ${told}`)
}

/**
 * One block of edits, whose number is its seed, then both results as text: that of the watch, and that of a check from nothing.
 * @param {number} block
 * @param {number} edits
 * @param {number} burst
 * @returns {Promise<{ followed: string, fresh: string, drawn: string | null | undefined, state: string }>} run in the page
 */
async function editBlock(block, edits, burst) {
  const form = /** @type {any} */ (document.querySelector('#report'))
  const watch = form[Symbol.for('gouji.watch')]
  const soak = /** @type {any} */ (window).soak
  // The field of each cell, by the focus that the watch itself gives it.
  soak.fields ??= watch.pack.describe().cells.flatMap((/** @type {{ address: string }} */ { address }) =>
    (watch.focus(address) ? [[address, document.activeElement]] : []))
  soak.changes ??= (watch.addEventListener('change', () => { soak.changes += 1 }), 0)
  let state = (block + 1) * 0x9E3779B1 >>> 0
  /** @param {number} below */
  const draw = (below) => {
    state ^= state << 13; state >>>= 0
    state ^= state >>> 17
    state ^= state << 5; state >>>= 0
    return state % below
  }
  const ODD = ['', ' ', '-', '—', '３', '1,204', '12.5', '三x', '1 2', '无', '0', '99999999999', '１，０００']
  const text = () => (draw(4) === 0 ? ODD[draw(ODD.length)] ?? '' : String(draw(draw(3) === 0 ? 100_000 : 12)))
  const turn = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) })
  /** @param {HTMLInputElement} field @param {string} value */
  const type = (field, value) => {
    field.value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  for (let edit = 0; edit < edits; edit += 1) {
    const [, field] = soak.fields[draw(soak.fields.length)]
    const kind = draw(50)
    // A report is nearly right as a rule: what was spoilt is put right again, now and then everything.
    const spoilt = soak.fields.filter((/** @type {[string, HTMLInputElement]} */ [, { value, defaultValue }]) => value !== defaultValue)
    const repair = kind === 0 ? watch.result.groups.flatMap((/** @type {any} */ group) => group.repairs)[0] : undefined
    if (kind === 2) field.focus()
    if (repair) watch.apply(repair)
    else if (kind === 1) watch.undo()
    else if (spoilt.length > draw(8)) {
      const [, back] = spoilt[draw(spoilt.length)]
      type(back, back.name === 't3_24_6' ? '0' : back.defaultValue)
    } else type(field, text())
    if (edit % burst === burst - 1) await turn()
  }
  // Of every tenth block the report as it was published is left, of every tenth one right throughout.
  if (block % 10 < 2) for (const [, field] of soak.fields) type(field, field.name === 't3_24_6' && block % 10 === 1 ? '0' : field.defaultValue)
  while (watch.result.groups.some((/** @type {any} */ group) => group.pending)) await turn()
  await turn()
  const cells = Object.fromEntries(soak.fields.map((/** @type {[string, HTMLInputElement]} */ [address, field]) => [address, field.value]))
  const fresh = watch.pack.check({ cells })
  return {
    followed: JSON.stringify(watch.result),
    fresh: JSON.stringify(fresh),
    drawn: document.querySelector('.gouji-panel')?.getAttribute('data-state'),
    state: fresh.status,
  }
}

/**
 * @param {Page} page
 * @param {number} edits
 * @param {(line: string) => void} tell
 */
export async function soakEdits(page, edits, tell) {
  await openSample(page)
  const blocks = Math.max(5, Math.round(edits / BLOCK))
  const size = Math.min(BLOCK, Math.ceil(edits / blocks))
  /** @type {Memory | undefined} */
  let early
  /** @type {{ [state: string]: number }} */
  const states = {}
  for (let block = 0; block < blocks; block += 1) {
    const { followed, fresh, drawn, state } = await page.evaluate(editBlock, block, size, BURST)
    assert.equal(followed, fresh, `block ${block}: the result that followed the edits isn't that of a check from nothing`)
    assert.equal(drawn, state, `block ${block}: the panel shows another state`)
    states[state] = (states[state] ?? 0) + 1
    if (block + 1 === Math.ceil(blocks * WARM)) early = await memoryOf(page)
    if (block % 50 === 49) tell(`${(block + 1) * size} edits: ${JSON.stringify({ ...await memoryOf(page), states })}`)
  }
  const late = await memoryOf(page)
  const changes = await page.evaluate(() => /** @type {any} */ (window).soak.changes)
  tell(`${blocks * size} edits, ${changes} results told, ${blocks} compared with a check from nothing: ${JSON.stringify({ early, late, states })}`)
  assert.ok(changes > blocks * size / 20, 'the edits hardly changed anything')
  // What the panel shows last differs from what it showed then.
  assertFlat(early, late, 3000)
}

/**
 * Attaches, edits a figure, and detaches, so often; and whether each left the page byte for byte as it was.
 * @param {number} cycles
 * @returns {Promise<string>} run in the page: '' or what stayed behind
 */
async function cycleBlock(cycles) {
  const soak = /** @type {any} */ (window).soak
  const form = /** @type {HTMLFormElement} */ (document.querySelector('#report'))
  const whole = () => document.documentElement.outerHTML
  const options = { pack: 'cn-gov-disclosure-2021', panel: '#check', send: 'gouji_result', block: true }
  const address = '/page.js'
  const { attach } = await import(address)
  const first = /** @type {any} */ (form)[Symbol.for('gouji.watch')]
  if (first) first.detach()
  soak.page ??= whole()
  const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="t3_24_6"]'))
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const watch = await attach(form, options)
    if (watch.result.status !== 'inconsistent') return `cycle ${cycle}: ${watch.result.status}`
    field.focus()
    field.value = '0'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    if (watch.result.status !== 'consistent') return `cycle ${cycle}: ${watch.result.status} after the edit`
    // Now and then the page draws, and repairs are searched for, before it ends.
    if (cycle % 4 === 0) await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) })
    field.value = '3'
    if (cycle % 2 === 0) field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    watch.detach()
    field.blur()
    if (whole() !== soak.page) return `cycle ${cycle}: the page isn't what it was:\n${whole().slice(0, 4000)}`
  }
  return ''
}

/**
 * @param {Page} page
 * @param {number} cycles
 * @param {(line: string) => void} tell
 */
export async function soakCycles(page, cycles, tell) {
  await openSample(page)
  const blocks = 20
  const size = Math.ceil(cycles / blocks)
  /** @type {Memory | undefined} */
  let early
  for (let block = 0; block < blocks; block += 1) {
    assert.equal(await page.evaluate(cycleBlock, size), '')
    if (block + 1 === blocks * WARM) early = await memoryOf(page)
    if (cycles >= 1000) tell(`${(block + 1) * size} cycles: ${JSON.stringify(await memoryOf(page))}`)
  }
  const late = await memoryOf(page)
  tell(`${blocks * size} cycles, the page byte for byte as before after each: ${JSON.stringify({ early, late })}`)
  assertFlat(early, late, 50)
}
