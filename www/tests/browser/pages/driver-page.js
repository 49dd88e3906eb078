/** Counts clicks; does on request what the driver must notice. */
const button = /** @type {HTMLButtonElement} */ (document.querySelector('#count'))
button.addEventListener('click', () => { button.textContent = String(Number(button.textContent) + 1) })

const mischief = new URLSearchParams(location.search).get('do')
if (mischief === 'throw') throw new Error('mischief on purpose')
if (mischief === 'style') document.body.setAttribute('style', 'color: red')
if (mischief === 'fetch') await fetch('nothing-here.json')
