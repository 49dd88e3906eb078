/**
 * The editor of packs: the parts of the page, brought together.
 *
 * In: a text that a person types, opens or follows a link to (`#text=…`, `#pack=…`; what stands behind `#` is sent to
 * nobody). Out: what there is to say of it, and its form. Must not know: how each part does its work.
 */
import { form, packs, textOf } from '../author.js'
import { create } from '../host.js'
import { Desk } from './desk.js'
import { Preview } from './preview.js'
import { drawReport } from './problems.js'
import { STARTERS } from './starter.js'
import { Text } from './text.js'
import { translatePage, wordsIn } from './words.js'

/** @import { Language } from '../contract.js' */
/** @import { Report } from './worker.js' */

/** How long the typing must pause before the text is looked through. */
const PAUSE = 200
/** Texts up to which each change is looked through. */
const MOST_CHARACTERS = 1 << 20

/** @template {HTMLElement} T @param {string} selector @returns {T} */
const part = (selector) => /** @type {T} */ (document.querySelector(selector))

/** What the address asks for. */
const asked = () => new URLSearchParams(location.hash.slice(1))
/** @type {Language} */
let lang = asked().get('lang') === 'en' ? 'en' : 'zh-CN'
let words = wordsIn(lang)
let fileName = ''
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer

const text = new Text(part('#text'), part('#lines'), () => {
  clearTimeout(timer)
  timer = setTimeout(lookThrough, PAUSE)
})
const preview = new Preview(part('#preview'), part('#check'))
const desk = new Desk(answer, () => say(words.unavailable))

/** @param {string} sentence */
function say(sentence) { part('#summary').textContent = sentence }

const nameOfFile = () => fileName || words.fileName

function lookThrough() {
  if (text.value.length > MOST_CHARACTERS) return say(words.long)
  desk.ask({ text: text.value, name: nameOfFile(), lang })
}

/** @param {Report} report */
function answer(report) {
  const { mistakes, remarks, outcomes } = report
  text.mark(mistakes)
  say(words.summary(mistakes.length, remarks.length, outcomes.filter(({ passed }) => !passed).length))
  part('#problems').replaceChildren(...drawReport(report, words, (range) => text.select(range)))
  part('#stale').hidden = mistakes.length === 0
  part('#stale').textContent = part('#preview').childElementCount === 0 ? words.waiting : words.stale
  part('#save-form').toggleAttribute('disabled', mistakes.length > 0)
  if (mistakes.length === 0) preview.show(text.value, words, lang).catch(() => say(words.unavailable))
}

/** Another pack is written from now on. @param {string} content @param {string} [name] */
function begin(content, name = '') {
  fileName = name
  preview.forget()
  text.value = content
}

async function offerPacks() {
  const choice = /** @type {HTMLSelectElement} */ (part('#begin'))
  for (const { id, title } of await packs()) {
    const option = create('option', undefined, `${title} · ${id}`)
    option.value = id
    choice.append(option)
  }
  choice.addEventListener('change', async () => {
    if (choice.value === '') begin(STARTERS[lang])
    else begin(await textOf(choice.value) ?? '', `${choice.value}.gouji`)
  })
}

/** @param {string} name @param {string} content @param {string} type */
function save(name, content, type) {
  const link = create('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** @param {Language} wanted */
function speak(wanted) {
  const untouched = text.value === STARTERS[lang]
  lang = wanted
  words = wordsIn(lang)
  translatePage(words, lang)
  part('#text').setAttribute('aria-label', words.pack)
  if (untouched) begin(STARTERS[lang])
  lookThrough()
}

part('#language').addEventListener('click', () => speak(lang === 'en' ? 'zh-CN' : 'en'))
part('#save').addEventListener('click', () => save(nameOfFile(), text.value, 'text/plain'))
part('#save-form').addEventListener('click', async () => {
  const page = await form(text.value, { lang, name: nameOfFile() })
  save(`${page.pack}.html`, page.html, 'text/html')
})
part('#open').addEventListener('change', async () => {
  const chosen = /** @type {HTMLInputElement} */ (part('#open'))
  const file = chosen.files?.[0]
  if (file !== undefined) begin(await file.text(), file.name)
  chosen.value = ''
})

/** Begins with what the address asks for. */
async function followAddress() {
  const named = asked().get('pack')
  const given = asked().get('text')
  if (named === null) begin(given ?? STARTERS[lang])
  else begin(await textOf(named) ?? STARTERS[lang], `${named}.gouji`)
}

async function start() {
  translatePage(words, lang)
  part('#text').setAttribute('aria-label', words.pack)
  await followAddress()
  await offerPacks()
}

window.addEventListener('hashchange', () => { followAddress().catch(() => say(words.unavailable)) })
start().catch(() => say(words.unavailable))
