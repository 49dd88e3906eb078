/**
 * Systems of 237 cells under 85 identities with figures spread at random, and some of them wrong: what is located in.
 *
 * A table of 25 rows and 7 columns with totals and balances (39 identities), three rows of five (3), and a tree over 24
 * leaves (23) of which 20 repeat cells of the first table (20). Knows no engine and no solver.
 */
import { dice } from './work.mjs'

/** @typedef {{ left: number[], right: number[] }} Identity */
/** @typedef {{ right: number[], values: number[], wrong: number[] }} System `right` ties out; `values` differs from it in `wrong` */

/** The figures of one system; the identities are the same for all. @param {(end: number) => number} below */
function report(below) {
  const values = []
  /** @type {Identity[]} */
  const identities = []
  const cell = (value) => values.push(value) - 1
  const sums = (parts, total) => identities.push({ left: [total], right: parts })
  const total = (parts) => {
    const made = cell(parts.reduce((sum, part) => sum + values[part], 0))
    sums(parts, made)
    return made
  }
  const rows = Array.from({ length: 25 }, () => [])
  for (let column = 0; column < 6; column += 1) {
    const details = Array.from({ length: 21 }, () => cell(below(3) === 0 ? below(60) : below(3)))
    const decided = total(details)
    const carriedOut = cell(below(8))
    const carriedIn = cell(below(1 + values[decided]))
    const received = cell(values[decided] + values[carriedOut] - values[carriedIn])
    identities.push({ left: [received, carriedIn], right: [decided, carriedOut] })
    ;[received, carriedIn, ...details, decided, carriedOut].forEach((made, row) => rows[row].push(made))
  }
  const totals = rows.map(total)
  sums(totals.slice(2, 23), totals[23])
  identities.push({ left: [totals[0], totals[1]], right: [totals[23], totals[24]] })
  for (let row = 0; row < 3; row += 1) total(Array.from({ length: 4 }, () => cell(below(9))))
  let open = Array.from({ length: 24 }, (_, leaf) => {
    const twin = rows[leaf][leaf % 6]
    const made = cell(values[twin])
    if (leaf < 20) sums([twin], made)
    return made
  })
  while (open.length > 1) open = [...open.slice(2), total(open.slice(0, 2))]
  return { values, identities }
}

/** @returns {{ identities: Identity[], pack: string, addresses: string[], systems: (wrong: number, count: number) => System[] }} */
export function systems() {
  const { values, identities } = report(dice(1))
  const addresses = values.map((_, cell) => `c${cell}`)
  const side = (cells) => cells.map((cell) => addresses[cell]).join(' + ')
  const rules = identities.map(({ left, right }, index) => `rule r${index} "第 ${index} 条"\n  ${side(left)} = ${side(right)}\n`)
  const pack = `report systems "随机系统"\n\nfigures\n${addresses.map((address) => `  ${address} "格 ${address}" count`).join('\n')}\n\n${rules.join('\n')}`
  const make = (wrong, count) => {
    const below = dice(42 + wrong)
    return Array.from({ length: count }, () => {
      const right = report(below).values
      const mistaken = [...right]
      const cells = Array.from({ length: wrong }, () => below(right.length))
      for (const cell of cells) mistaken[cell] += 1 + below(40)
      return { right, values: mistaken, wrong: cells }
    })
  }
  return { identities, pack, addresses, systems: make }
}
