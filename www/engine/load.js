/**
 * A way to start the engine → packs that share its instances. Must not know: which way that is.
 */
import { Instances } from './instances.js'
import { Pack } from './pack.js'

/** @import { Engine, LoadOptions } from '../contract.js' */

/** @typedef {(fallback?: () => Promise<Engine>) => Promise<Engine>} Start */

/** Instances that all packs share, by the way in which they were started. @type {WeakMap<Start, Promise<Instances>>} */
const shared = new WeakMap()

/** A start that failed may be tried again. @param {Start} start @param {(() => Promise<Engine>) | undefined} fallback */
function sharedInstances(start, fallback) {
  const running = shared.get(start) ?? start(fallback).then((engine) => Instances.start(engine))
  shared.set(start, running)
  running.catch(() => { shared.delete(start) })
  return running
}

/**
 * @param {Start} start
 * @param {string | { text: string }} source
 * @param {LoadOptions} [options]
 * @returns {Promise<Pack>}
 */
export async function loadWith(start, source, { lang = 'zh-CN', engine, fallback } = {}) {
  const instances = engine ? await Instances.start(await engine()) : await sharedInstances(start, fallback)
  return new Pack(instances, source, lang)
}
