/** Solvers that find one set of fewest changes, as mixed-integer programmes; a big-M of 1,000, since a larger one makes doubles lie. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import GLPK from 'glpk.js/node'
import loadHighs from 'highs'
import { python, script } from '../measure/python.mjs'

/** A figure is changed by less than this. */
const BIG = 1000

/** @typedef {import('../systems.mjs').Identity} Identity */
/** @typedef {{ optimal: boolean, values: number[], microseconds?: number }} Answer */
/** @typedef {{ solve(values: number[]): Answer | Promise<Answer>, close?(): void }} Solver */

/** https://github.com/lovasoa/highs-js: a model in the LP format. @param {Identity[]} identities @returns {Promise<Solver>} */
export async function highs(identities) {
  const solver = await loadHighs()
  const solve = (values) => {
    const side = (cells, sign) => cells.map((cell) => `${sign} x${cell}`).join(' ')
    const model = [
      'Minimize', ` obj: ${values.map((_, cell) => `b${cell}`).join(' + ')}`, 'Subject To',
      ...identities.map(({ left, right }, index) => ` r${index}: ${side(left, '+')} ${side(right, '-')} = 0`),
      ...values.flatMap((value, cell) => [` u${cell}: x${cell} - ${BIG} b${cell} <= ${value}`, ` l${cell}: x${cell} + ${BIG} b${cell} >= ${value}`]),
      'Bounds', ...values.map((value, cell) => ` 0 <= x${cell} <= ${value + BIG}`),
      'General', ` ${values.map((_, cell) => `x${cell}`).join(' ')}`, 'Binary', ` ${values.map((_, cell) => `b${cell}`).join(' ')}`, 'End',
    ].join('\n')
    const { Status, Columns } = solver.solve(model, { output_flag: false, threads: 1, mip_rel_gap: 0 })
    return { optimal: Status === 'Optimal', values: values.map((_, cell) => Math.round(Columns[`x${cell}`]?.Primal ?? NaN)) }
  }
  return { solve }
}

/** https://github.com/jvail/glpk.js: a model as JSON. @param {Identity[]} identities @returns {Promise<Solver>} */
export async function glpk(identities) {
  const solver = await GLPK()
  const solve = async (values) => {
    const term = (name, coef) => ({ name, coef })
    const { result } = await solver.solve({
      name: 'fewest changes', generals: values.map((_, cell) => `x${cell}`), binaries: values.map((_, cell) => `b${cell}`),
      objective: { direction: solver.GLP_MIN, name: 'changes', vars: values.map((_, cell) => term(`b${cell}`, 1)) },
      bounds: values.map((value, cell) => ({ name: `x${cell}`, type: solver.GLP_DB, lb: 0, ub: value + BIG })),
      subjectTo: [
        ...identities.map(({ left, right }, index) => ({
          name: `r${index}`, bnds: { type: solver.GLP_FX, lb: 0, ub: 0 },
          vars: [...left.map((cell) => term(`x${cell}`, 1)), ...right.map((cell) => term(`x${cell}`, -1))],
        })),
        ...values.flatMap((value, cell) => [
          { name: `u${cell}`, vars: [term(`x${cell}`, 1), term(`b${cell}`, -BIG)], bnds: { type: solver.GLP_UP, lb: 0, ub: value } },
          { name: `l${cell}`, vars: [term(`x${cell}`, 1), term(`b${cell}`, BIG)], bnds: { type: solver.GLP_LO, lb: value, ub: 0 } },
        ]),
      ],
    }, { msglev: solver.GLP_MSG_OFF, presol: true, mipgap: 0, tmlim: 60 })
    return { optimal: result.status === solver.GLP_OPT, values: values.map((_, cell) => Math.round(result.vars[`x${cell}`])) }
  }
  return { solve }
}

/** https://developers.google.com/optimization: in a Python of its own, which measures itself. @param {Identity[]} identities @returns {Promise<Solver>} */
export async function cpSat(identities) {
  const child = spawn(python(), [script('cp_sat.py')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.stdin.write(`${JSON.stringify(identities)}\n`)
  const solve = async (values) => {
    child.stdin.write(`${JSON.stringify(values)}\n`)
    return JSON.parse((await lines.next()).value)
  }
  return { solve, close: () => child.stdin.end() }
}
