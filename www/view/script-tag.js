/** An address → a script that has run. Only the classic build adds script tags; the others import. */
import { nonce } from '../classic/beside.js'
import { create, documentHas } from '../host.js'

/** @typedef {{ createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string } }} TrustedTypes */

/** A page that enforces trusted types lets this one through unless its `trusted-types` names others only. @param {string} address */
function trusted(address) {
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (/** @type {unknown} */ (globalThis))
  return trustedTypes ? trustedTypes.createPolicy('gouji', { createScriptURL: (given) => given }).createScriptURL(address) : address
}

/** @param {string} address @returns {Promise<void>} */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = create('script')
    if (nonce) script.nonce = nonce
    script.onload = () => resolve()
    script.onerror = () => reject(new Error(`${address} could not be loaded`))
    script.src = trusted(address)
    documentHas('head')?.append(script)
  })
}
