/**
 * The server's own check of a posted report, in Node: a browser is never trusted.
 *
 * In: what was posted, as fields by address, and the hidden field that `send` keeps. Out: the result by the same core, and whether
 * the browser claimed another one. Run as a program it reads a posted form (application/x-www-form-urlencoded) from standard input.
 */
import { load } from 'gouji/engine'

const packs = new Map()

/** Opened once; every later check takes well under a millisecond. */
function packNamed(name) {
  const pack = packs.get(name) ?? load(name)
  packs.set(name, pack)
  return pack
}

/**
 * @param {{ [field: string]: string }} posted
 * @param {{ pack: string, send?: string }} options `send` is the name of the hidden field, as in `attach`
 */
export async function recheck(posted, { pack: name, send = 'gouji_result' }) {
  const pack = await packNamed(name)
  const addresses = new Set(pack.describe().cells.map(({ address }) => address))
  // Only the figures and the reasons are taken from the browser, nothing that it concluded.
  const cells = Object.fromEntries(Object.entries(posted).filter(([field]) => addresses.has(field)))
  const claimed = JSON.parse(posted[send] || 'null')
  const result = pack.check({ cells, ...(claimed?.justified ? { justified: claimed.justified } : {}) })
  return { result, agrees: claimed === null || claimed.status === result.status }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split(/[\\/]/u).at(-1))) {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  const posted = Object.fromEntries(new URLSearchParams(text))
  console.log(JSON.stringify(await recheck(posted, { pack: process.argv[2] ?? 'cn-gov-disclosure-2021' })))
}
