/**
 * A module → the same with its functions in an order in which those that are alike stand together. Gzip looks back over 32 KiB,
 * a thirtieth of the engine: what is alike farther away is written out anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { Failure } from '../command.mjs'
import { CODE, counted, CUSTOM, HEADER_BYTES, IMPORTS, numbered, Reader, spelled } from './module-bytes.mjs'

/** Functions are alike by the runs of bytes that they share: shorter ones are in all, longer ones in none. */
const RUN_BYTES = 6
/** A run in more functions than this tells none from another. */
const COMMON = 1000
/** How much more the last function counts than the one before it. */
const RECENT = 1.1
/** A long function shares more with any other; below one, so that it isn't left to the end. */
const LENGTH_POWER = 0.8
/** What a function costs besides its instructions: without it the shortest would come first. */
const HEAD_BYTES = 30
/** Weights grow with every function and are cut down together before they are no numbers any more. */
const TOO_MUCH = 1e200

/**
 * @param {Uint8Array[]} bodies
 * @returns {number[][][]} of each body the lists of bodies that share a run of bytes with it, one list for each run
 */
function sharedRuns(bodies) {
  /** @type {Map<number, number[]>} */
  const holders = new Map()
  bodies.forEach((body, index) => {
    for (let start = 0; start + RUN_BYTES <= body.length; start += 1) {
      let run = 0
      for (let at = start; at < start + RUN_BYTES; at += 1) run = run * 256 + (body[at] ?? 0)
      const list = holders.get(run)
      if (list === undefined) holders.set(run, [index])
      else if (list.at(-1) !== index) list.push(index)
    }
  })
  /** @type {number[][][]} */
  const shared = bodies.map(() => [])
  for (const list of holders.values()) {
    if (list.length > 1 && list.length <= COMMON) for (const index of list) shared[index]?.push(list)
  }
  return shared
}

/**
 * The longest first, and after each the one that shares most with those just placed, for its length.
 * @param {Uint8Array[]} bodies
 * @returns {number[]} their indices
 */
export function alikeTogether(bodies) {
  const shared = sharedRuns(bodies)
  const lengths = bodies.map((body) => (body.length + HEAD_BYTES) ** LENGTH_POWER)
  const affinity = new Float64Array(bodies.length)
  const left = new Set(bodies.keys())
  /** @type {number[]} */
  const order = []
  let weight = 1
  let next = lengths.indexOf(Math.max(...lengths))
  while (left.delete(next)) {
    order.push(next)
    for (const list of shared[next] ?? []) {
      const gain = weight / Math.log2(1 + list.length)
      for (const index of list) affinity[index] = (affinity[index] ?? 0) + gain
    }
    weight *= RECENT
    if (weight > TOO_MUCH) {
      for (const index of left) affinity[index] = (affinity[index] ?? 0) / weight
      weight = 1
    }
    let most = -1
    for (const index of left) {
      const share = (affinity[index] ?? 0) / (lengths[index] ?? 1)
      if (share > most) [most, next] = [share, index]
    }
  }
  return order
}

/** @param {Uint8Array} module @returns {{ imports: number, bodies: Uint8Array[] }} its functions: how many come from outside, and its own */
function functionsOf(module) {
  const reader = new Reader(module)
  reader.take(HEADER_BYTES)
  let imports = 0
  /** @type {Uint8Array[]} */
  let bodies = []
  while (!reader.atEnd) {
    const id = reader.byte()
    const section = new Reader(reader.take(reader.number()))
    // It imports functions alone; short-names.mjs holds it to that.
    if (id === IMPORTS) imports = section.number()
    if (id === CODE) bodies = Array.from({ length: section.number() }, () => section.take(section.number()))
  }
  return { imports, bodies }
}

/** @param {string[]} names of all functions @returns {Buffer} the section that says them */
function nameSection(names) {
  const FUNCTION_NAMES = 1
  const entries = names.map((name, index) => Buffer.concat([numbered(index), spelled(name)]))
  const map = counted(Buffer.concat([numbered(names.length), ...entries]))
  return Buffer.concat([Buffer.from([CUSTOM]), counted(Buffer.concat([spelled('name'), Buffer.from([FUNCTION_NAMES]), map]))])
}

/** @param {string} file */
export async function orderFunctions(file) {
  const { default: binaryen } = await import('binaryen')
  const bytes = readFileSync(file)
  const { imports, bodies } = functionsOf(bytes)
  /** @type {string[]} */
  const names = Array.from({ length: imports }, (_, index) => `import ${index}`)
  // Named by their places, as binaryen sorts by name.
  alikeTogether(bodies).forEach((index, place) => { names[imports + index] = `function ${String(place).padStart(6, '0')}` })
  const module = binaryen.readBinary(Buffer.concat([bytes, nameSection(names)]))
  module.setFeatures(binaryen.Features.MVP)
  module.runPasses(['reorder-functions-by-name', 'strip-debug'])
  if (!module.validate()) throw new Failure(`${file} is no module any more once its functions are put in order; the lines above say why.`)
  writeFileSync(file, module.emitBinary())
  module.dispose()
}
