/** The panel's sentences, as the engine hands them over: from the message file itself. */
import { readFileSync } from 'node:fs'

/** @param {string} lang @returns {{ [key: string]: string }} */
export function sentencesIn(lang) {
  const messages = readFileSync(new URL(`../../../messages/${lang}.txt`, import.meta.url), 'utf8')
  return Object.fromEntries([...messages.matchAll(/^panel\.(\S+) = (.*)$/gmu)].map(([, key, sentence]) => [key, sentence]))
}
