/** What pages, spreadsheets and input methods do to a form that is watched. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../../../scripts/command.mjs'
import { inEachBrowser } from './driver.js'

/** @import { Page } from './page.js' */

/** @param {Page} page */
async function openPortal(page) {
  await page.open('tests/browser/pages/portal.html?attach')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
}

/** @param {Page} page @param {string} state */
const comesTo = (page, state) => page.waitFor((wanted) => document.querySelector('.gouji-panel')?.getAttribute('data-state') === wanted, state)

/** A wrong total is found, and a click puts the right one there. @param {Page} page */
async function mendsWhatIsMistyped(page) {
  await page.fill('[name="review_total"]', '1')
  await comesTo(page, 'inconsistent')
  await page.waitFor(() => document.querySelector('.gouji-apply') !== null)
  await page.click('.gouji-apply')
  await comesTo(page, 'consistent')
  assert.equal(await page.value('[name="review_total"]'), '11')
}

/** Puts a text on the clipboard of a paste into the field that has the focus. Whether the browser is left to do it. @param {Page} page @param {string} text @returns {Promise<boolean>} */
const paste = (page, text) => page.evaluate((pasted) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', pasted)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true })
  // Firefox makes an empty one whatever it is given.
  if (!event.clipboardData?.getData('text/plain')) Object.defineProperty(event, 'clipboardData', { value: clipboardData })
  return document.activeElement?.dispatchEvent(event) ?? false
}, text)

/** The figures of the form, line by line. @param {Page} page @returns {Promise<string>} */
const figures = (page) => page.evaluate(() => [...document.querySelectorAll('tr')].slice(1)
  .map((line) => [...line.querySelectorAll('input')].map(({ value }) => value).join(' ')).join('|'))

inEachBrowser('a column from a spreadsheet is spread over its cells: one check, one step back', async (page) => {
  await openPortal(page)
  const before = await figures(page)
  await page.evaluate(() => {
    const { portal } = /** @type {any} */ (window)
    portal.changes = 0
    portal.watch.addEventListener('change', () => { portal.changes += 1 })
  })
  await page.focus('[name="direct_upheld"]')
  assert.equal(await paste(page, '1\r\n2\r\n1,000\r\n4\r\n1,007\r\n'), false)
  assert.equal(await figures(page), '6 1 0|0 2 0|5 1,000 0|0 4 0|11 1,007 0')
  await comesTo(page, 'consistent')
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).portal.changes) <= 1, true)
  assert.match(await page.text('.gouji-applied'), /已改动 5 格/u)
  await page.press('Control+z')
  assert.equal(await figures(page), before)

  // A block with rows and columns; the button takes it back as well.
  await page.focus('[name="review_other"]')
  assert.equal(await paste(page, '1\t2\n3\t4'), false)
  assert.equal(await figures(page), '6 0 0|0 0 0|1 2 0|3 4 0|11 0 0')
  await page.click('.gouji-applied button')
  assert.equal(await figures(page), before)
})

/** A total that the page changes into its own form, and what takes it there. @param {Page} page @param {() => void} prepare */
async function openWith(page, prepare) {
  await page.open('tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(prepare)
  await page.evaluate(() => /** @type {any} */ (window).portal.attach())
  await page.fill('[name="review_total"]', '1')
  await page.press('Tab')
  await comesTo(page, 'inconsistent')
}

inEachBrowser('a page that puts figures into its own form keeps what a repair and its undo write', async (page) => {
  await openWith(page, () => {
    const form = /** @type {any} */ (window).portal.draw([[6, 0, 1005, 0, 1011], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    form.addEventListener('change', (/** @type {any} */ { target }) => { target.value = `${Number(target.value.replace(/\D/gu, '')).toLocaleString('en')} 件` })
  })
  // What the page put there has been read, too: its unit is noticed.
  await page.waitFor(() => document.querySelector('.gouji-panel [data-level="notice"]') !== null && document.querySelector('.gouji-apply') !== null)
  await page.click('.gouji-apply')
  await comesTo(page, 'consistent')
  assert.equal(await page.value('[name="review_total"]'), '1,011 件')
  await page.click('.gouji-applied button')
  await comesTo(page, 'inconsistent')
  assert.equal(await page.value('[name="review_total"]'), '1 件')
})

inEachBrowser('a field with a mask, which keeps a figure of its own, takes a repair as it takes a paste', async (page) => {
  await openWith(page, () => {
    const { portal } = /** @type {any} */ (window)
    portal.draw([[6, 0, 1005, 0, 1011], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
    const show = () => { field.value = portal.figure }
    const take = (/** @type {string} */ text) => {
      field.value = field.value.slice(0, field.selectionStart ?? 0) + text + field.value.slice(field.selectionEnd ?? 0)
      field.focus() // such libraries go to the field to place the caret
    }
    portal.figure = field.value
    field.addEventListener('beforeinput', (event) => { portal.typed = event.isTrusted })
    field.addEventListener('paste', (event) => { event.preventDefault(); take(event.clipboardData?.getData('Text') ?? ''); portal.typed = true })
    field.addEventListener('input', () => { if (!portal.typed) Promise.resolve().then(show) })
    field.addEventListener('blur', () => { if (portal.typed) portal.figure = field.value; portal.typed = false; show() })
  })
  const model = (/** @type {string} */ figure) => page.waitFor((wanted) => /** @type {any} */ (window).portal.figure === wanted, figure)
  await model('1')
  await page.click('.gouji-apply')
  await model('1011')
  await comesTo(page, 'consistent')
  await page.waitFor(() => document.querySelector('.gouji-applied button') !== null)
  await page.click('.gouji-applied button')
  await model('1')
  await comesTo(page, 'inconsistent')
  assert.notEqual(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'review_total')
})

inEachBrowser('a paste that does not fit, or is a single figure, is left to the browser', async (page) => {
  await openPortal(page)
  const before = await figures(page)
  await page.focus('[name="review_total"]')
  assert.equal(await paste(page, '7'), true)
  assert.equal(await paste(page, '7\n8'), true)
  assert.equal(await figures(page), before)
  await page.waitFor(() => document.querySelector('.gouji-applied')?.textContent?.includes('2 行 1 列'))
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.watch.detach()
    await portal.attach({ paste: false })
  })
  await page.focus('[name="review_upheld"]')
  assert.equal(await paste(page, '1\n2'), true)
})

inEachBrowser('a syllable that is being composed is not checked before it stands', async (page) => {
  await openPortal(page)
  await comesTo(page, 'consistent')
  await page.focus('[name="review_total"]')
  await page.press('Control+a')
  if (page.browser === 'chromium') {
    const session = await page.raw.createCDPSession()
    await session.send('Input.imeSetComposition', { text: 'shi', selectionStart: 3, selectionEnd: 3 })
    assert.equal(await page.value('[name="review_total"]'), 'shi')
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 400) })) // longer than a poll
    assert.equal(await page.evaluate(() => document.querySelector('.gouji-panel')?.getAttribute('data-state')), 'consistent')
    await session.send('Input.insertText', { text: '12' })
  } else {
    await page.evaluate(() => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
      const say = (/** @type {Event} */ event) => field.dispatchEvent(event)
      say(new CompositionEvent('compositionstart', { bubbles: true, composed: true }))
      field.value = 'shi'
      say(new InputEvent('input', { bubbles: true, composed: true, isComposing: true }))
    })
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 400) }))
    assert.equal(await page.evaluate(() => document.querySelector('.gouji-panel')?.getAttribute('data-state')), 'consistent')
    await page.evaluate(() => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector('[name="review_total"]'))
      field.value = '12'
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, composed: true }))
    })
  }
  await comesTo(page, 'inconsistent')
})

inEachBrowser('a page that stops events, and one whose listeners throw, is checked all the same', async (page) => {
  await page.open('tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    for (const type of ['input', 'change', 'focusin', 'focusout']) window.addEventListener(type, (event) => event.stopImmediatePropagation(), true)
    await portal.attach()
    document.addEventListener('gouji:change', () => { throw new Error('mischief on purpose') })
    portal.watch.addEventListener('change', () => { throw new Error('mischief on purpose') })
  })
  await mendsWhatIsMistyped(page)
  page.expectComplaint(/mischief on purpose/u)
})

inEachBrowser('two copies of gouji get along: each form has one watch, and none is in the other’s way', async (page) => {
  await openPortal(page)
  const answer = await page.evaluate(async () => {
    const [one, other] = ['/page.js', '/page.js?another'] // at another address it is another module
    const copies = await Promise.all([import(one), import(other)])
    const second = /** @type {HTMLElement} */ (document.createElement('form'))
    for (const [index, cell] of ['upheld', 'corrected', 'other', 'pending', 'total'].entries()) {
      const field = document.createElement('input')
      Object.assign(field, { name: `review_${cell}`, value: String(index) })
      second.append(field)
    }
    document.body.append(second)
    const options = { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}' }
    const refused = await copies[1].attach('#report', options).catch((/** @type {Error} */ error) => error.message)
    const watch = await copies[1].attach(second, options)
    const status = watch.result.status
    watch.detach()
    return [copies[0].attach !== copies[1].attach, refused, status, document.querySelectorAll('.gouji-panel').length]
  })
  assert.deepEqual([answer[0], answer[2], answer[3]], [true, 'inconsistent', 1])
  assert.match(String(answer[1]), /attached already/u)
  await page.fill('[name="review_total"]', '1')
  await comesTo(page, 'inconsistent')
})

/** Two bundles of the page's own entry, as two applications on one page would bring them. */
async function makeCopies() {
  const www = join(ROOT, 'www')
  const names = ['copy-one.js', 'copy-other.js']
  for (const [index, name] of names.entries()) {
    await build({
      entryPoints: [join(www, 'page.js')], outfile: join(www, 'examples', 'build', name), bundle: true, format: 'esm', minify: index === 0, logLevel: 'error',
      plugins: [{
        name: 'the engine where it is',
        setup: ({ onLoad }) => onLoad({ filter: /\/(?:engine\/module|view\/sheet-link|view\/sheet)\.js$/ }, ({ path }) => ({
          contents: readFileSync(path, 'utf8').replace(/import\.meta\.url/gu, `new URL('/${relative(www, path)}', location.href).href`),
        })),
      }],
    })
  }
  return names.map((name) => `/examples/build/${name}`)
}

inEachBrowser('two bundles of gouji get along on one page: neither marks the other’s form, and each leaves its own', async (page) => {
  await openPortal(page)
  await page.evaluate(async (addresses) => {
    const { portal } = /** @type {any} */ (window)
    portal.watch.detach()
    const [one, other] = await Promise.all(addresses.map((address) => import(address)))
    const second = /** @type {HTMLFormElement} */ (document.querySelector('#report')?.cloneNode(true))
    second.id = 'second'
    document.body.append(second)
    const options = { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}' }
    portal.copies = [await one.attach('#report', options), await other.attach('#second', options)]
    portal.refused = await other.attach('#report', options).catch((/** @type {Error} */ error) => error.message)
  }, await makeCopies())
  assert.match(await page.evaluate(() => /** @type {any} */ (window).portal.refused), /attached already/u)
  const marks = () => page.evaluate(() => ['#report', '#second'].map((form) => document.querySelectorAll(`${form} [data-gouji-mark]`).length))
  await page.fill('#second [name="review_total"]', '1')
  await page.press('Tab')
  await page.eventually(async () => { const [first, second = 0] = await marks(); assert.deepEqual([first, second > 0], [0, true]) })
  await page.fill('#report [name="direct_total"]', '1')
  await page.press('Tab')
  await page.eventually(async () => assert.equal((await marks()).every((count) => count > 0), true))
  // The one goes, the other's marks and styles stay.
  await page.evaluate(() => /** @type {any} */ (window).portal.copies[0].detach())
  const [first, second = 0] = await marks()
  assert.deepEqual([first, second > 0], [0, true])
  assert.equal(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.gouji-panel'))).display !== 'none'
    && getComputedStyle(/** @type {Element} */ (document.querySelector('.gouji-unseen'))).position === 'absolute'), true)
  await page.evaluate(() => /** @type {any} */ (window).portal.copies[1].detach())
  assert.doesNotMatch(await page.evaluate(() => document.body.innerHTML), /gouji/u)
})

inEachBrowser('fields of type=number are checked, repaired, and pasted into from a spreadsheet', async (page) => {
  await page.open('tests/browser/pages/portal.html')
  await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
  await page.evaluate(async () => {
    for (const field of document.querySelectorAll('input')) field.type = 'number'
    await /** @type {any} */ (window).portal.attach()
  })
  await mendsWhatIsMistyped(page)
  await page.focus('[name="direct_upheld"]')
  assert.equal(await paste(page, '1\r\n2\r\n1,000\r\n4\r\n1,007\r\n'), false)
  assert.equal(await figures(page), '6 1 0|0 2 0|5 1000 0|0 4 0|11 1007 0')
  await comesTo(page, 'consistent')
  // What such a field refuses to hold it hands over as a blank: no figure of another cell is made of it.
  await page.focus('[name="review_upheld"]')
  await page.press('Control+a')
  await page.type('-')
  await page.press('Tab')
  await page.waitFor(() => /** @type {any} */ (window).portal.watch.result.status !== 'consistent')
})

inEachBrowser('a form that goes in the middle of a check, and comes back as another, harms nothing', async (page) => {
  await openPortal(page)
  await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    // Gone while the engine is being started, and while repairs are searched for.
    portal.watch.detach()
    portal.draw([[6, 0, 5, 0, 1], [3, 0, 0, 0, 1], [0, 0, 0, 0, 2]])
    const address = '/gouji.js'
    const { attach } = await import(address)
    const starting = attach('#report', { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}' })
    portal.leave()
    const gone = await starting
    gone.detach()
    portal.draw([[6, 0, 5, 0, 1], [3, 0, 0, 0, 1], [0, 0, 0, 0, 2]])
    const watch = await portal.attach()
    portal.leave()
    await new Promise((resolve) => { setTimeout(resolve, 400) })
    watch.detach()
    // Every page of a router leaves nothing behind.
    for (let visit = 0; visit < 5; visit += 1) {
      portal.draw()
      const visited = await portal.attach({ send: 'gouji_result' })
      visited.detach()
      portal.leave()
    }
    portal.draw()
    await portal.attach()
  })
  assert.equal(await page.evaluate(() => document.querySelectorAll('.gouji-panel').length), 1)
  await page.fill('[name="review_total"]', '1')
  await comesTo(page, 'inconsistent')
})

inEachBrowser('a page that is drawn anew while gouji is being attached is checked as it stands in the end', async (page) => {
  await openPortal(page)
  const ended = await page.evaluate(async () => {
    const { portal } = /** @type {any} */ (window)
    portal.watch.detach()
    const ends = []
    for (let visit = 0; visit < 5; visit += 1) {
      const form = portal.draw()
      let left = 40
      // Between any two steps: the fields are others, the table that they stood in is nowhere any more.
      const draw = () => {
        const [table] = form.querySelectorAll('table')
        const fresh = table.cloneNode(true)
        fresh.querySelector('[name="review_total"]').value = String(left === 1 ? 12 : 11)
        table.replaceWith(fresh)
        left -= 1
        if (left > 0) setTimeout(draw, 4)
      }
      const address = '/gouji.js'
      const { attach } = await import(address)
      const starting = attach('#report', { pack: 'cn-gov-disclosure-2021' })
      draw()
      const watch = await starting
      while (left > 0 || watch.result.groups.length === 0 || watch.result.groups[0].pending) await new Promise((resolve) => { setTimeout(resolve, 10) })
      ends.push(watch.result.status)
      watch.detach()
    }
    return ends
  })
  assert.deepEqual(ended, Array.from({ length: 5 }, () => 'inconsistent'))
})
