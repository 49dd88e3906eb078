/** What a careful developer writes by hand, three times: with doubles, with scaled integers, with a decimal library. */
import Big from 'big.js'
import Decimal from 'decimal.js'

const COUNT = /^\d+$/u

/** @param {import('../work.mjs').Work} work */
export function doubles({ identities }) {
  const check = (values) => {
    const broken = []
    for (const { id, left, right } of identities) {
      let difference = 0
      for (const cell of left) difference += values[cell]
      let other = 0
      for (const cell of right) other += values[cell]
      if (difference !== other) broken.push(id)
    }
    return broken
  }
  return byHand({ identities, parse: Number, check, zero: 0, add: (one, two) => one + two, subtract: (one, two) => one - two, isZero: (value) => value === 0 })
}

const UNIT = 1_000_000

/** A decimal text as a whole number of millionths, or NaN; exact up to nine thousand million. @param {string} text */
function scaled(text) {
  let value = 0
  let decimals = -1
  let index = 0
  const negative = text.charCodeAt(0) === 45
  if (negative) index = 1
  if (index === text.length) return NaN
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 46 && decimals < 0) decimals = 0
    else if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48)
      if (decimals >= 0) decimals += 1
    } else return NaN
  }
  if (decimals > 6) return NaN
  for (let place = Math.max(decimals, 0); place < 6; place += 1) value *= 10
  if (value > Number.MAX_SAFE_INTEGER) return NaN
  return negative ? -value : value
}

/** @param {import('../work.mjs').Work} work */
export function integers({ identities }) {
  // The rows in flat memory, as one would write it who has measured.
  const starts = new Int32Array(identities.length + 1)
  const cells = []
  identities.forEach(({ left, right }, index) => {
    cells.push(...left.map((cell) => cell + 1), ...right.map((cell) => -cell - 1))
    starts[index + 1] = cells.length
  })
  const signed = Int32Array.from(cells)
  const values = new Float64Array(100_000)
  const full = (texts) => {
    const odd = []
    for (let cell = 0; cell < texts.length; cell += 1) {
      const value = scaled(texts[cell])
      values[cell] = value
      if (!(value >= 0) || value % UNIT !== 0) odd.push(cell)
    }
    const broken = []
    for (let index = 0; index < identities.length; index += 1) {
      let sum = 0
      for (let at = starts[index]; at < starts[index + 1]; at += 1) {
        const cell = signed[at]
        sum += cell > 0 ? values[cell - 1] : -values[-cell - 1]
      }
      if (sum !== 0) broken.push(identities[index].id)
    }
    return { broken, odd }
  }
  const { full: fill, edit } = byHand({ identities, parse: scaled, zero: 0, add: (one, two) => one + two, subtract: (one, two) => one - two, isZero: (value) => value === 0 })
  return { full, fill, edit }
}

/** @param {import('../work.mjs').Work} work */
export const bigjs = ({ identities }) => byHand({
  identities, parse: (text) => new Big(text), zero: new Big(0),
  add: (one, two) => one.plus(two), subtract: (one, two) => one.minus(two), isZero: (value) => value.eq(0),
})

/** @param {import('../work.mjs').Work} work */
export const decimaljs = ({ identities }) => byHand({
  identities, parse: (text) => new Decimal(text), zero: new Decimal(0),
  add: (one, two) => one.plus(two), subtract: (one, two) => one.minus(two), isZero: (value) => value.isZero(),
})

/** Full check, and edits that keep each identity's difference up to date. */
function byHand({ identities, parse, zero, add, subtract, isZero }) {
  const uses = new Map()
  identities.forEach(({ left, right }, index) => {
    for (const cell of left) uses.set(cell, [...(uses.get(cell) ?? []), { index, add: true }])
    for (const cell of right) uses.set(cell, [...(uses.get(cell) ?? []), { index, add: false }])
  })
  let values = []
  let differences = []
  let brokenCount = 0
  const full = (texts) => {
    const odd = []
    values = texts.map((text, cell) => {
      if (!COUNT.test(text)) odd.push(cell)
      return parse(text)
    })
    const broken = []
    differences = identities.map(({ id, left, right }) => {
      let difference = zero
      for (const cell of left) difference = add(difference, values[cell])
      let other = zero
      for (const cell of right) other = add(other, values[cell])
      difference = subtract(difference, other)
      if (!isZero(difference)) broken.push(id)
      return difference
    })
    brokenCount = broken.length
    return { broken, odd }
  }
  const edit = (cell, text) => {
    const value = parse(text)
    const step = subtract(value, values[cell])
    values[cell] = value
    for (const { index, add: adds } of uses.get(cell) ?? []) {
      const before = isZero(differences[index])
      differences[index] = adds ? add(differences[index], step) : subtract(differences[index], step)
      brokenCount += Number(before) - Number(isZero(differences[index]))
    }
    return brokenCount
  }
  return { full, edit }
}
