/**
 * The panel: a landmark that says how many rules hold, fail and wait, and lists what is to be seen to.
 *
 * In: results. Out: elements of gouji's own, drawn anew only where something changed, so that the focus and what is being
 * written in them stay. Must not know: the page's fields, the engine.
 */
import { create, freshId } from '../host.js'
import { CLASS, OWN } from '../names.js'
import { alikeCard, cellButton, groupCard, pushButton } from './card.js'
import { focusedKey, refocus, reopen } from './focus.js'
import { complaintOf, countErrors, isBlank, isOpen } from './marking.js'
import { offerParts } from './offer.js'
import { Press } from './press.js'

/** @import { Change, Finding, Result } from '../contract.js' */
/** @import { Written } from '../history.js' */
/** @import { Context } from './card.js' */
/** @import { Words } from './words.js' */

const MOST_CARDS = 40
const MOST_BLANKS = 5
/** A screen reader is told once a person has paused, not at every key. */
const QUIET_MILLISECONDS = 800
/** The rank of what asks for nothing. */
const NOTICE = 3

const STATUS = {
  consistent: 'status.consistent',
  inconsistent: 'status.inconsistent',
  incomplete: 'status.incomplete',
}

/** @typedef {{ key: string, rank: number, signature: string, build: () => HTMLElement }} Drawing */

export class Panel {
  root = create('section', CLASS.panel)
  /** Nothing is drawn but through it. */
  press = new Press(this.root)
  #words
  #classes
  #title = create('h2', CLASS.title)
  #status = create('p', CLASS.status)
  #counts = create('p', CLASS.counts)
  #live = create('p', CLASS.unseen)
  #applied = create('div', CLASS.applied)
  #offer = create('div', CLASS.notice)
  #blanks = create('div', CLASS.notice)
  #cards = create('ol', CLASS.groups)
  #more = create('p', CLASS.more)
  #noticesFold = create('details', CLASS.notice)
  #noticesTitle = create('summary')
  #notices = create('ul', CLASS.groups)
  /** @type {Map<string, { signature: string, card: HTMLElement }>} */
  #drawn = new Map()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking
  #spoken = ''

  /** @param {Words} words @param {string} lang @param {{ [name: string]: string }} [classes] the page's own, beside gouji's */
  constructor(words, lang, classes = {}) {
    this.#words = words
    this.#classes = Object.entries(classes)
    this.#title.id = freshId(CLASS.title)
    this.#title.tabIndex = -1
    this.#title.textContent = words.say('title')
    this.#live.setAttribute('role', 'status')
    for (const part of [this.#applied, this.#offer, this.#blanks, this.#more, this.#noticesFold]) part.hidden = true
    this.#noticesFold.append(this.#noticesTitle, this.#notices)
    this.root.lang = lang
    this.root.setAttribute('aria-labelledby', this.#title.id)
    this.root.append(this.#title, this.#status, this.#counts, this.#live, this.#applied, this.#cards, this.#more, this.#offer, this.#blanks, this.#noticesFold)
    this.#state('unchecked', words.say('unchecked'), words.say('starting'))
  }

  /** @param {Result} result @param {Context} context */
  show(result, context) { this.press.draw(this.#cards, () => this.#show(result, context)) }

  /** @param {Result} result @param {Context} context */
  #show(result, context) {
    const words = this.#words
    const focused = focusedKey(this.root)
    if (result.status === 'unchecked') {
      const nothing = words.say('no_cells')
      this.#state('unchecked', words.say('unchecked'), result.limited === undefined ? words.say('nothing_yet') : result.limited === nothing ? nothing : words.say('unavailable'))
      this.#status.title = result.limited ?? ''
    } else {
      const broken = result.findings.filter((finding) => !isBlank(finding) && finding.level !== 'notice').length
      const blanks = result.findings.filter((finding) => finding.level === 'error' && isBlank(finding)).length
      const failing = words.failing(countErrors(result.findings)) || words.some('blanks', blanks)
      this.#state(result.status, failing || words.say(STATUS[result.status]),
        [words.say('counts', { holding: result.evaluated - broken, undecided: result.undecided }), ...(result.limited ? [result.limited] : [])].join(' '))
      this.#status.title = ''
    }
    this.#draw(result, context)
    this.#blankLine(result.findings.filter((finding) => isBlank(finding) && finding.cells.some(context.here)), context)
    refocus(this.root, focused, this.#title)
    this.#dress()
    this.#speakOf(result)
  }

  /** What the last repair wrote, with the button that takes it back. @param {Written[] | undefined} step @param {Context} context @param {() => void} undo */
  showApplied(step, context, undo) {
    this.press.draw(this.#applied, () => {
      this.#applied.hidden = step === undefined
      this.#applied.textContent = ''
      const [first] = step ?? []
      if (step === undefined || first === undefined) return
      const cell = { cell: context.label(first.address), before: first.before, after: first.after }
      const sentence = step.length > 1 ? this.#words.count('applied.all', step.length)
        : this.#words.say(first.before.trim() === '' ? 'applied.blank' : 'applied', cell)
      this.#applied.append(create('span', undefined, sentence), pushButton(CLASS.button, this.#words.say('undo'), 'undo', undo))
      this.#dress()
    })
  }

  /** After a repair the way back is at hand. */
  focusUndo() {
    this.say(this.#applied.firstChild?.textContent ?? '')
    this.#applied.querySelector('button')?.focus()
  }

  /** Says something in the same place: that a field did not take a change. @param {string} sentence */
  tell(sentence) {
    this.press.draw(this.#applied, () => {
      this.#applied.hidden = false
      this.#applied.textContent = sentence
    })
    this.say(sentence)
  }

  /** To a screen reader, at once: it answers what a person has just done. @param {string} sentence */
  say(sentence) {
    this.#live.textContent = sentence
    this.#spoken = ''
  }

  /** Blanks that follow from the rest, to be filled one by one or all at once. @param {Change[]} changes @param {Context} context */
  offer(changes, context) {
    this.press.draw(this.#offer, () => {
      const focused = focusedKey(this.root)
      this.#offer.hidden = changes.length === 0
      this.#offer.replaceChildren(...(changes.length > 0 ? offerParts(changes, context) : []))
      this.#dress()
      refocus(this.root, focused, this.#title)
    })
  }

  /** Puts something of its own at the end of the panel. @param {Element} element */
  append(element) { this.root.append(element) }

  takeFocus() { this.#title.focus() }

  /** The page's own classes, where it gave some. */
  #dress() {
    for (const [name, own] of this.#classes) {
      for (const element of this.root.querySelectorAll(`.${name}`)) element.classList.add(...own.split(' '))
    }
  }

  remove() {
    clearTimeout(this.#speaking)
    this.press.stop()
    this.root.remove()
  }

  /** @param {string} state @param {string} status @param {string} counts */
  #state(state, status, counts) {
    this.root.setAttribute(OWN.state, state)
    if (this.#status.textContent !== status) this.#status.textContent = status
    if (this.#counts.textContent !== counts) this.#counts.textContent = counts
  }

  /** @param {Result} result @param {Context} context */
  #draw(result, context) {
    const wanted = this.#wanted(result, context)
    const pressing = wanted.filter(({ rank }) => rank < NOTICE)
    const notices = wanted.filter(({ rank }) => rank === NOTICE)
    this.#list(this.#cards, pressing.slice(0, MOST_CARDS))
    this.#list(this.#notices, notices.slice(0, MOST_CARDS))
    this.#noticesTitle.textContent = this.#words.count('notices', result.findings.filter(({ level }) => level === 'notice').length)
    this.#noticesFold.hidden = notices.length === 0
    this.#more.hidden = pressing.length <= MOST_CARDS
    this.#more.textContent = this.#more.hidden ? '' : this.#words.count('groups.more', pressing.length - MOST_CARDS)
  }

  /** Draws only what has changed, in its order. @param {Element} list @param {Drawing[]} drawings */
  #list(list, drawings) {
    const keys = new Set(drawings.map(({ key }) => key))
    for (const [key, { card }] of this.#drawn) {
      if (card.parentNode !== list || keys.has(key)) continue
      card.remove()
      this.#drawn.delete(key)
    }
    drawings.forEach(({ key, signature, build }, index) => {
      const present = this.#drawn.get(key)
      const card = present?.signature === signature ? present.card : build()
      if (present && present.card !== card) {
        reopen(present.card, card)
        present.card.replaceWith(card)
      }
      if (list.children[index] !== card) list.insertBefore(card, list.children[index] ?? null)
      this.#drawn.set(key, { signature, card })
    })
  }

  /** What is to be drawn, gravest first. @param {Result} result @param {Context} context @returns {Drawing[]} */
  #wanted(result, context) {
    const byRule = new Map(result.findings.map((finding) => [finding.rule, finding]))
    const grouped = new Set(result.groups.flatMap((group) => group.findings))
    const groups = result.groups.map((group) => {
      const findings = /** @type {Finding[]} */ (group.findings.map((rule) => byRule.get(rule)).filter((finding) => finding !== undefined))
      const signature = JSON.stringify([group, findings, textsOf(findings, context)])
      return { key: `group ${group.findings.join(' ')}`, rank: rankOf(findings), signature, build: () => groupCard(group, findings, context) }
    })
    const alone = result.findings.filter((finding) => !grouped.has(finding.rule) && !isBlank(finding))
    /** @type {Map<string, Finding[]>} */
    const alike = new Map()
    for (const finding of alone) {
      const key = kindOf(finding)
      alike.set(key, [...alike.get(key) ?? [], finding])
    }
    const single = [...alike].map(([key, findings]) => {
      const signature = JSON.stringify([findings, textsOf(findings, context)])
      return { key, rank: rankOf(findings), signature, build: () => alikeCard(findings, context) }
    })
    return [...groups.filter(({ key }) => key !== 'group '), ...single].sort((one, other) => one.rank - other.rank)
  }

  /** @param {Finding[]} findings @param {Context} context */
  #blankLine(findings, context) {
    const cells = findings.flatMap((finding) => finding.cells).filter(context.here)
    this.#blanks.hidden = cells.length === 0
    this.#blanks.textContent = ''
    if (cells.length === 0) return
    const links = create('p', CLASS.actions)
    for (const cell of cells.slice(0, MOST_BLANKS)) links.append(cellButton(cell, context, context.label(cell)), ' ')
    if (cells.length > MOST_BLANKS) links.append('……')
    this.#blanks.append(create('p', undefined, this.#words.count('blanks', cells.length)), links)
  }

  /** @param {Result} result */
  #speakOf(result) {
    clearTimeout(this.#speaking)
    this.#speaking = setTimeout(() => {
      const words = this.#words
      const warnings = result.findings.filter((finding) => isOpen(finding) && finding.level === 'warning' && !isBlank(finding)).length
      const sentence = result.status === 'unchecked' ? words.say('unchecked')
        : words.join([words.failing(countErrors(result.findings)), words.some('warnings', warnings),
          words.some('undecided', result.undecided)]) || words.say(STATUS.consistent)
      if (sentence !== this.#spoken) this.#live.textContent = sentence
      this.#spoken = sentence
    }, QUIET_MILLISECONDS)
  }
}

/** @param {Finding[]} findings */
const rankOf = (findings) => Math.min(...findings.map(({ level, justified }) =>
  (justified === undefined ? { error: 0, warning: 1, notice: NOTICE }[level] : 2)))

/** Notices of one kind about single cells are one thing to see. @param {Finding} finding */
const kindOf = (finding) => (finding.level === 'notice' && complaintOf(finding)) || finding.rule

/** @param {Finding[]} findings @param {Context} context */
const textsOf = (findings, context) => findings.flatMap((finding) => finding.cells.map(context.text))
