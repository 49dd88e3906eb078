/**
 * The door for a page without modules, in browsers of 2018 and later: a classic script that leaves everything under the global
 * `gouji`, and starts by the attributes of its own tag.
 *
 * @example
 * <script src="gouji.classic.js" data-pack="cn-gov-disclosure-2021" data-form="#report"></script>
 */
import './classic/missing.js'
import { attach } from './page.js'
import { startFromTag } from './script.js'

export * from './page.js'
export { EngineUnavailable } from './engine/instances.js'

const tag = typeof document === 'undefined' ? null : document.currentScript
// The form may stand below the tag.
const start = () => { if (tag) startFromTag([tag], attach) }
if (typeof document !== 'undefined' && document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
else start()
