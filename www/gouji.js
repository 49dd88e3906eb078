/**
 * The door for a page that loads it as a file: what `page.js` has, and a start by the attributes of its own script tag.
 *
 * @example
 * <script type="module" src="gouji.js" data-pack="cn-gov-disclosure-2021" data-form="#report"></script>
 *
 * @example
 * <gouji-check pack="cn-gov-disclosure-2021" for="#report"></gouji-check>
 */
import { attach } from './page.js'
import { startFromTag, tagsOf } from './script.js'

export * from './page.js'

if (typeof document !== 'undefined') startFromTag(tagsOf(import.meta.url), attach)
