/**
 * A door with the engine's function names and a report of six cells, so that what stands before the door can be tested
 * without the engine: rows `one`, `two` and their total `sum`, columns `x` and `y`. Counts its calls and traps on demand.
 */

import { sentencesIn } from './sentences.js'

/** @import { Door, Engine, Grid, GridCell, Record, Result } from '../../contract.js' */

export const SHAPE = {
  id: 'toy',
  title: '玩具表',
  version: '1',
  previous: ['t.one.y'],
  tables: [{
    id: 't',
    label: '一、数量',
    rows: [{ id: 'one', label: '甲' }, { id: 'two', label: '乙' }, { id: 'sum', label: '合计', total: true }],
    columns: [{ id: 'x', label: '本年' }, { id: 'y', label: '上年' }],
  }],
  cells: ['one', 'two', 'sum'].flatMap((row) => ['x', 'y'].map((column) => ({
    address: `t.${row}.${column}`,
    label: `${{ one: '甲', two: '乙', sum: '合计' }[row]} × ${column === 'x' ? '本年' : '上年'}`,
    kind: /** @type {const} */ ('count'),
    total: row === 'sum',
    rules: 1,
  }))),
}

const ADDRESSES = SHAPE.cells.map((cell) => cell.address)

/** @param {{ [address: string]: string }} cells @returns {Result} */
function check(cells, located = true) {
  const findings = []
  const groups = []
  let evaluated = 0
  let undecided = 0
  for (const column of ['x', 'y']) {
    const [one, two, sum] = ['one', 'two', 'sum'].map((row) => `t.${row}.${column}`)
    const texts = [one, two, sum].map((address) => cells[String(address)] ?? '')
    if (texts.some((text) => text === '')) { undecided += 1; continue }
    evaluated += 1
    const [a, b, total] = texts.map(Number)
    if (Number(a) + Number(b) === total) continue
    const rule = `t.sum.${column}:rows`
    const right = String(Number(a) + Number(b))
    findings.push({ rule, level: /** @type {const} */ ('error'), cells: [String(one), String(two), String(sum)], message: `${a} + ${b} = ${right} ≠ ${total}`, left: String(total), relation: '=', right, difference: '' })
    const repair = { changes: [{ cell: String(sum), from: String(total), to: right }], resolves: [rule], because: 'arithmetic', message: `合计应为 ${right}` }
    groups.push(located ? { findings: [rule], repairs: [repair], alternatives: [] } : { findings: [rule], repairs: [], alternatives: [], pending: /** @type {const} */ (true) })
  }
  const status = evaluated === 0 ? 'unchecked' : findings.length > 0 ? 'inconsistent' : undecided > 0 ? 'incomplete' : 'consistent'
  return { pack: 'toy', version: '1', engine: 'fake', status, evaluated, undecided, not_asked: 0, findings, groups, unplaced: [] }
}

/** @param {string} name @param {string} message */
const refusal = (name, message) => Object.assign(new Error(message), { name, diagnostics: [{ severity: 'error', code: 'x', message, line: 1, column: 1 }] })

/**
 * @param {{ trapAt?: number, trapOn?: (name: string, args: unknown[]) => boolean }} [mischief] `trapAt`: the call, counted
 *   from one, that traps
 * @returns {{ door: Door, calls: string[], records: Record[] }}
 */
export function fakeDoor({ trapAt, trapOn } = {}) {
  /** @type {string[]} */
  const calls = []
  /** @type {Map<number, { cells: { [address: string]: string }, located: boolean, justified: { [rule: string]: string } }>} */
  const sessions = new Map()
  /** @type {Record[]} */
  const records = []
  let handles = 0
  /** @param {number} handle */
  const sessionOf = (handle) => {
    const session = sessions.get(handle)
    if (session === undefined) throw new WebAssembly.RuntimeError(`no session ${handle}`)
    return session
  }
  /** @type {Door} */
  const operations = {
    engine_version: () => 'fake',
    packs: () => [{ id: 'toy', title: '玩具表', version: '1' }],
    open_pack: (name) => {
      if (name !== 'toy') throw refusal('GoujiError', `There is no pack ${name}.`)
      handles += 1
      return handles
    },
    describe: () => SHAPE,
    check: (_, record) => check(textsOf(record)),
    open_session: (_, record) => {
      handles += 1
      records.push(record)
      sessions.set(handles, { cells: textsOf(record), located: false, justified: {} })
      return handles
    },
    set: (handle, cell, text) => change(sessionOf(handle), [[cell, text]]),
    set_all: (handle, cells, texts) => change(sessionOf(handle), texts.split('\u001f').map((text, index) => [Number(cells[index]), text])),
    result: (handle) => check(sessionOf(handle).cells, sessionOf(handle).located),
    locate: (handle) => { sessionOf(handle).located = true; return true },
    related: (handle, cell) => {
      const column = String(ADDRESSES[cell]).endsWith('x') ? 'x' : 'y'
      const finding = check(sessionOf(handle).cells).findings.find((candidate) => candidate.rule === `t.sum.${column}:rows`)
      return [{ rule: `t.sum.${column}:rows`, level: 'error', verdict: finding ? 'broken' : 'holds', sentence: finding?.message ?? '', cells: ['one', 'two', 'sum'].map((row) => ({ address: `t.${row}.${column}`, role: row === 'sum' ? 'total' : 'addend' })) }]
    },
    align,
    fill: (handle) => blanksOf(sessionOf(handle).cells),
    why: (handle, cell) => ({ cell: String(ADDRESSES[cell]), message: `问的是 ${ADDRESSES[cell]}`, demands: [{ rule: 'r', message: `现为 ${sessionOf(handle).cells[String(ADDRESSES[cell])]}` }] }),
    words: sentencesIn,
    justify: (handle, rule, reason) => { sessionOf(handle).justified[rule] = reason },
    close_session: (handle) => { sessions.delete(handle) },
    close_pack: () => {},
  }
  const door = /** @type {Door} */ (/** @type {unknown} */ (Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, (/** @type {unknown[]} */ ...args) => {
    calls.push(name)
    if (calls.length === trapAt || trapOn?.(name, args)) throw new WebAssembly.RuntimeError('unreachable')
    return (/** @type {(...args: unknown[]) => unknown} */ (operation))(...args)
  }]))))
  return { door, calls, records }
}

/** @param {Record} record @returns {{ [address: string]: string }} */
const textsOf = (record) => Object.fromEntries(Object.entries(record.cells).map(([address, text]) => [address, text ?? '']))

/** @param {{ cells: { [address: string]: string }, located: boolean }} session @param {[number, string][]} figures */
function change(session, figures) {
  const before = JSON.stringify(check(session.cells))
  for (const [cell, text] of figures) session.cells[String(ADDRESSES[cell])] = text
  session.located = false
  return Number(JSON.stringify(check(session.cells)) !== before)
}

/** The blanks of columns that have a single one. @param {{ [address: string]: string }} cells */
function blanksOf(cells) {
  return ['x', 'y'].flatMap((column) => {
    const [one, two, sum] = ['one', 'two', 'sum'].map((row) => `t.${row}.${column}`)
    const blank = [one, two, sum].filter((address) => (cells[String(address)] ?? '') === '')
    const [a, b, total] = [one, two, sum].map((address) => Number(cells[String(address)]))
    if (blank.length !== 1) return []
    const to = blank[0] === sum ? Number(a) + Number(b) : Number(total) - Number(a) - Number(b)
    return [{ cell: String(blank[0]), from: '', to: String(to) }]
  })
}

/** By the words of row and column headers. @param {number} _ @param {Grid[]} grids */
function align(_, grids) {
  const placements = grids.flatMap((grid, index) => {
    /** @param {string} text */
    const find = (text) => grid.cells.find((cell) => cell.text === text)
    return ADDRESSES.flatMap((address, cell) => {
      const [, row, column] = address.split('.')
      const label = find(String({ one: '甲', two: '乙', sum: '合计' }[String(row)]))
      const head = find(column === 'x' ? '本年' : '上年')
      const figure = grid.cells.find((candidate) => candidate.row === label?.row && candidate.column === head?.column)
      if (!figure || (!figure.field && figure.text === '')) return []
      return [{ address, cell, grid: index, row: figure.row, column: figure.column, certainty: /** @type {const} */ ('label') }]
    })
  })
  return { placements, unplaced: [] }
}

/**
 * An engine whose instances are these, in their order; without `ample` none is to be had at once.
 * @param {{ door: Door }[]} fakes
 * @param {{ ample?: boolean }} [options]
 * @returns {() => Promise<Engine>}
 */
export function engineOf(fakes, { ample = true } = {}) {
  const doors = fakes.map(({ door }) => door)
  const openNow = () => {
    const door = doors.shift()
    if (door === undefined) throw new Error('no instance is left')
    return door
  }
  return async () => ({ open: async () => openNow(), ...(ample ? { openNow } : {}) })
}

/** A door that traps on a text, wherever it meets it. @param {string} poison */
export const poisonedDoor = (poison) => fakeDoor({ trapOn: (name, args) => name !== 'align' && name !== 'check' && JSON.stringify(args).includes(poison) })
