/** Files that lie beside the classic script. */

/** Known only while the script runs for the first time. */
const script = typeof document === 'undefined' ? null : document.currentScript
const address = script && 'src' in script ? script.src : ''

/** @param {string} name @returns {string} */
export function beside(name) {
  if (address === '') throw new Error(`gouji was not loaded by a script tag, so ${name} can't be found beside it`)
  return new URL(name, address).href
}

/** What a policy may ask of scripts that are added later. */
export const nonce = script && 'nonce' in script ? script.nonce : ''
