/**
 * One page as a test uses it: opened, looked at, clicked and typed into. Records every request and every
 * complaint. Must not know which tests there are.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/command.mjs'

/** How long a page may take to become what a test waits for, on a machine that does other things besides. */
const PATIENCE = 30_000
const PAUSE = 25

/**
 * @typedef {object} Surroundings
 * @property {import('./driver.js').BrowserName} name
 * @property {string} pictures folder for screenshots
 * @property {string} policy the Content-Security-Policy where a test asks for no other
 * @property {(folder: string, policy: string) => Promise<string>} addressOf serves a folder
 */

export class Page {
  #page
  #surroundings
  /** @type {string[]} */
  #requests = []
  /** @type {string[]} */
  #complaints = []

  /**
   * @param {import('puppeteer-core').Page} page
   * @param {Surroundings} surroundings
   */
  constructor(page, surroundings) {
    this.#page = page
    this.#surroundings = surroundings
  }

  /** Which browser this is. */
  get browser() { return this.#surroundings.name }

  /** The page as puppeteer knows it, for what only one test needs. */
  get raw() { return this.#page }

  /** Begins to listen, before anything is loaded. */
  async prepare() {
    this.#page.on('request', (request) => {
      // What stands in the address itself leaves no page; Firefox loads the font of its own markers like that.
      if (!request.url().startsWith('data:')) this.#requests.push(request.url())
    })
    this.#page.on('requestfailed', (request) => { this.#complain(`request failed: ${request.url()}`) })
    this.#page.on('response', (response) => {
      if (response.status() >= 400) this.#complain(`${response.status()} for ${response.url()}`)
    })
    this.#page.on('pageerror', (error) => { this.#complain(`uncaught: ${error instanceof Error ? error.message : error}`) })
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#complain(`console: ${message.text()}`)
    })
    await this.#page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`)
      })
    })
    await this.#page.setViewport({ width: 1280, height: 900 })
  }

  /** Browsers ask for an icon by themselves; that a policy refuses it is no fault of the page. @param {string} text */
  #complain(text) { if (!text.includes('/favicon.ico')) this.#complaints.push(text) }

  /**
   * Opens a file of www/, or of another folder of the repository.
   * @param {string} path
   * @param {{ folder?: string, policy?: string }} [options] `policy`: a Content-Security-Policy instead of the strict one
   */
  async open(path, { folder = 'www', policy = this.#surroundings.policy } = {}) {
    const address = await this.#surroundings.addressOf(folder, policy)
    await this.#page.goto(new URL(path, address).href, { waitUntil: 'load' })
  }

  /**
   * Runs a function in the page.
   * @template {unknown[]} Args
   * @template T
   * @param {(...args: Args) => T} work
   * @param {Args} args
   * @returns {Promise<Awaited<T>>}
   */
  evaluate(work, ...args) {
    // What crosses is plain data; puppeteer's types would also reckon with handles.
    return this.#page.evaluate(/** @type {any} */ (work), .../** @type {any[]} */ (args))
  }

  /**
   * Asks the page until it says yes. Asked from outside, because a strict policy forbids the page to be handed code.
   * @template {unknown[]} Args
   * @param {(...args: Args) => unknown} condition
   * @param {Args} args
   */
  async waitFor(condition, ...args) {
    const end = Date.now() + PATIENCE
    while (!(await this.evaluate(condition, ...args))) {
      if (Date.now() > end) assert.fail(`The page did not come to: ${condition} with ${JSON.stringify(args)}. It complained of: ${this.#complaints.join('; ') || 'nothing'}`)
      await new Promise((resolve) => { setTimeout(resolve, PAUSE) })
    }
  }

  /**
   * Asserts until it holds: a page says some things a moment after the action that they answer.
   * @param {() => Promise<void>} check
   */
  async eventually(check) {
    for (const end = Date.now() + PATIENCE; ;) {
      try {
        await check()
        return
      } catch (error) {
        if (Date.now() > end) throw error
        await new Promise((resolve) => { setTimeout(resolve, PAUSE) })
      }
    }
  }

  /** The text of the first element, in one line. @param {string} selector @returns {Promise<string>} */
  async text(selector) {
    const text = await this.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? null, selector)
    assert.notEqual(text, null, `There is no ${selector} on the page.`)
    return String(text).replace(/\s+/g, ' ').trim()
  }

  /** The text of every element, each in one line. @param {string} selector @returns {Promise<string[]>} */
  texts(selector) {
    return this.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()), selector)
  }

  /** What a field holds. @param {string} selector @returns {Promise<string>} */
  value(selector) {
    return this.evaluate((wanted) => {
      const field = document.querySelector(wanted)
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement)) throw new Error(`${wanted} is no field`)
      return field.value
    }, selector)
  }

  /** @param {string} selector */
  async click(selector) { await this.#page.locator(selector).setTimeout(PATIENCE).click() }

  /** Puts the focus on an element without a click. @param {string} selector */
  async focus(selector) { await this.#page.focus(selector) }

  /** Types key by key where the focus is. @param {string} text */
  async type(text) { await this.#page.keyboard.type(text) }

  /** Replaces what a field holds, as a person does: go there, select all, type. @param {string} selector @param {string} text */
  async fill(selector, text) {
    await this.#page.focus(selector)
    await this.press('Control+a')
    await (text === '' ? this.press('Delete') : this.type(text))
  }

  /** Presses a key or a chord: 'Tab', 'Enter', 'Shift+Tab', 'Control+z'. @param {string} chord */
  async press(chord) {
    const keys = /** @type {import('puppeteer-core').KeyInput[]} */ (chord.split('+'))
    for (const key of keys) await this.#page.keyboard.down(key)
    for (const key of keys.reverse()) await this.#page.keyboard.up(key)
  }

  /** What axe-core finds wrong, a line each: "rule: what to do: where". @param {string} [within] a selector @returns {Promise<string[]>} */
  async accessibilityFaults(within = 'html') {
    await this.#page.evaluate(readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8'))
    return this.evaluate(async (selector) => {
      const { axe } = /** @type {any} */ (window)
      const { violations } = await axe.run(selector)
      return violations.map((/** @type {any} */ fault) => `${fault.id}: ${fault.help}: ${fault.nodes.map((/** @type {any} */ node) => node.target).join(', ')}`)
    }, within)
  }

  /** Keeps a picture in build/screenshots. @param {string} name @returns {Promise<string>} its file */
  async screenshot(name) {
    const file = join(this.#surroundings.pictures, `${name}.${this.browser}.png`)
    await this.#page.screenshot({ path: /** @type {`${string}.png`} */ (file), fullPage: true })
    return file
  }

  /** The addresses asked for since the page was opened, or since `forgetRequests`. */
  requests() { return [...this.#requests] }

  forgetRequests() { this.#requests.length = 0 }

  /**
   * Takes the complaints that a test provokes; fails if there is none.
   * @param {RegExp} pattern
   */
  expectComplaint(pattern) {
    const others = this.#complaints.filter((complaint) => !pattern.test(complaint))
    assert.ok(others.length < this.#complaints.length, `The page did not complain of ${pattern}, only of: ${others.join('; ') || 'nothing'}`)
    this.#complaints = others
  }

  /** Takes whatever complaints are left, where browsers differ in what they say. */
  forgetComplaints() { this.#complaints.length = 0 }

  /** Fails on a complaint that the test didn't expect. */
  assertNoComplaint() { assert.deepEqual(this.#complaints, [], 'The page complained.') }
}
