/**
 * The panel's own words. They come from the engine's messages, in the language of the page; the few that are needed before
 * there is an engine, or where there is none, stand here.
 *
 * In: sentences with blanks, the page's own sentences in place of some. Out: sentences. Must not know: results, elements.
 */

/** @type {{ [lang: string]: { [key: string]: string } }} */
const FIRST = {
  'zh-CN': {
    title: '勾稽校验',
    unchecked: '未检查',
    starting: '正在准备校验……',
    unavailable: '校验程序未能运行，表单可照常填写和提交。',
  },
  en: {
    title: 'Tie-outs',
    unchecked: 'Not checked',
    starting: 'Getting ready to check…',
    unavailable: 'The checker could not run. The form can be filled in and sent as usual.',
  },
}

/** @typedef {{ [blank: string]: string | number }} Blanks */

export class Words {
  #sentences
  #own

  /** @param {string} [lang] Chinese where a language is not known @param {{ [key: string]: string }} [own] the page's sentences */
  constructor(lang = 'zh-CN', own = {}) {
    this.#sentences = { ...FIRST[/^en/iu.test(lang) ? 'en' : 'zh-CN'] }
    this.#own = { ...own }
  }

  /** @param {{ [key: string]: string }} sentences of the engine */
  learn(sentences) { this.#sentences = { ...this.#sentences, ...sentences } }

  /** @param {string} key @param {Blanks} [blanks] */
  say(key, blanks = {}) {
    const sentence = this.#own[key] ?? this.#sentences[key] ?? key
    return sentence.replace(/\{(\w+)\}/gu, (_, blank) => String(blanks[blank] ?? ''))
  }

  /** Says it of so many; of one in its own way, where the language has one. @param {string} key @param {number} count */
  count(key, count) {
    const one = `${key}.one`
    const alone = one in this.#own || (!(key in this.#own) && one in this.#sentences)
    return this.say(count === 1 && alone ? one : key, { count })
  }

  /** Nothing, where there is none. @param {string} key @param {number} count */
  some(key, count) { return count > 0 ? this.count(key, count) : '' }

  /** What there is of several, in one breath. @param {string[]} parts */
  join(parts) {
    return parts.filter((part) => part !== '').reduce((first, second) => (first ? this.say('and', { first, second }) : second), '')
  }

  /** Errors of whole rules, and of single cells. @param {{ rules: number, cells: number }} errors */
  failing({ rules, cells }) {
    return this.join([this.some('failing.rules', rules), this.some('failing.cells', cells)])
  }
}
