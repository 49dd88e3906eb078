/** Where the worker's script lies: beside this one. The workbench that is one file takes `address-inline.js` in its place. */
export const ADDRESS = new URL('./worker.js', import.meta.url).href
/** @type {'module' | 'classic'} */
export const KIND = 'module'
