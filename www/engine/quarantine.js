/**
 * Texts that stop the engine, kept away from it.
 *
 * In: texts that were given since a check last succeeded; a question whether the engine survives a set of them. Out: those
 * that it doesn't, and the sentence that says so. Must not know: instances, sessions, rules.
 */

/** @import { Result } from '../contract.js' */

/** Each answer costs an instance of the engine. */
const MOST_QUESTIONS = 64

/** @type {{ [lang: string]: { cells: (labels: string[]) => string, repairs: string } }} */
const SENTENCES = {
  'zh-CN': {
    cells: (labels) => `${labels.map((label) => `「${label}」`).join('、')}中的内容使校验程序中断，现暂按空白处理。请核对，修改后会重新校验。`,
    repairs: '查找改正建议时校验程序中断；校验结果不受影响，只是没有改正建议。',
  },
  en: {
    cells: (labels) => `What stands in ${labels.map((label) => `“${label}”`).join(', ')} stopped the checker and counts as blank until it changes.`,
    repairs: 'The checker stopped while it searched for repairs; the findings stand, without repairs.',
  },
}

export class Quarantine {
  /** @type {Map<string, string>} address → text */
  #cells = new Map()
  #words
  /** Whether repairs are no longer searched for, until the next edit. */
  withoutRepairs = false

  /** @param {string} lang */
  constructor(lang) {
    this.#words = SENTENCES[lang] ?? SENTENCES['zh-CN']
  }

  get addresses() { return [...this.#cells.keys()] }

  /** @param {string} address */
  has(address) { return this.#cells.has(address) }

  /** @param {string} address @param {string} text */
  keeps(address, text) { return this.#cells.size > 0 && this.#cells.get(address) === text }

  /** A cell that has another text now is tried again. @param {string} address @returns {boolean} whether it was kept */
  release(address) { return this.#cells.size > 0 && this.#cells.delete(address) }

  /**
   * Finds out which of the texts that together stop the engine are to be kept away, and keeps them.
   * @param {[string, string][]} suspects
   * @param {((tried: [string, string][]) => boolean) | undefined} survives undefined where it can't be asked: then all are
   * @returns {boolean} whether there is any
   */
  find(suspects, survives) {
    let questions = 0
    /** @type {(some: [string, string][]) => [string, string][]} */
    const culpritsIn = (some) => {
      if (some.length < 2 || survives === undefined || questions >= MOST_QUESTIONS) return some
      questions += 2
      const half = some.length >> 1
      const parts = [some.slice(0, half), some.slice(half)].flatMap((part) => (survives(part) ? [] : culpritsIn(part)))
      // Neither half does it alone: it takes something of both.
      return parts.length > 0 ? parts : some
    }
    // Together they may do no harm: then it is something else that stops the engine.
    const found = suspects.length === 0 || survives?.(suspects) ? [] : culpritsIn(suspects)
    for (const [address, text] of found) this.#cells.set(address, text)
    return found.length > 0
  }

  /**
   * The result of a check that was kept from something says so, and is never "consistent".
   * @param {Result} result
   * @param {(address: string) => string} label
   * @returns {Result}
   */
  limit(result, label) {
    if (this.#cells.size === 0 && !this.withoutRepairs) return result
    const reasons = [
      ...(this.#cells.size > 0 ? [this.#words?.cells(this.addresses.map(label))] : []),
      ...(this.withoutRepairs ? [this.#words?.repairs] : []),
    ]
    const groups = this.withoutRepairs ? result.groups.map(({ pending, ...group }) => group) : result.groups
    const status = this.#cells.size > 0 && result.status === 'consistent' ? 'incomplete' : result.status
    return { ...result, status, groups, limited: [...(result.limited ? [result.limited] : []), ...reasons].join(' ') }
  }
}
