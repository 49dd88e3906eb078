/** Where the worker's script lies when there is no file beside the page: in the page itself. */
import text from 'gouji:worker'

export const ADDRESS = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
/** @type {'module' | 'classic'} */
export const KIND = 'classic'
