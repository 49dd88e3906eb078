/**
 * The ways in: dropped files and folders, chosen files, what is pasted.
 *
 * In: events of the page. Out: files and texts. Must not know: what is read from them.
 */

/** @typedef {{ name: string, source: File | string }} Document */

const FIELDS = 'input:not([type=file]), textarea, select'

/**
 * @param {{ zone: Element, choosers: HTMLInputElement[], paste: HTMLTextAreaElement }} places
 * @param {{ pastedName: () => string, take: (documents: Document[]) => void }} listener
 */
export function followIntake({ zone, choosers, paste }, { pastedName, take }) {
  for (const type of ['dragenter', 'dragover']) {
    document.addEventListener(type, (event) => {
      if (!carriesFiles(/** @type {DragEvent} */ (event))) return
      event.preventDefault()
      zone.classList.add('over')
    })
  }
  document.addEventListener('dragleave', (event) => { if (event.relatedTarget === null) zone.classList.remove('over') })
  document.addEventListener('drop', async (event) => {
    if (!carriesFiles(event) || event.dataTransfer === null) return
    event.preventDefault()
    zone.classList.remove('over')
    take((await dropped(event.dataTransfer)).map(named))
  })
  for (const chooser of choosers) {
    chooser.addEventListener('change', () => {
      take([...chooser.files ?? []].map(named))
      chooser.value = '' // the same file may be chosen again
    })
  }
  document.addEventListener('paste', (event) => {
    const target = /** @type {Element} */ (event.target)
    if ((target !== paste && target.closest(FIELDS)) || event.clipboardData === null) return
    const documents = pastedFrom(event.clipboardData, pastedName())
    if (documents.length === 0) return
    event.preventDefault()
    take(documents)
  })
}

/** @param {File} file @returns {Document} */
const named = (file) => ({ name: file.webkitRelativePath || file.name, source: file })

/** @param {DragEvent} event */
const carriesFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false

/** Files, else a page's own HTML where it holds a table, else text. @param {DataTransfer} board @param {string} name @returns {Document[]} */
function pastedFrom(board, name) {
  const html = board.getData('text/html')
  const text = board.getData('text/plain')
  const source = /<table/iu.test(html) ? html : text || html
  if (source.trim() !== '') return [{ name, source }]
  return [...board.files].map(named)
}

/** Every file of what was dropped, in folders too. @param {DataTransfer} transfer @returns {Promise<File[]>} */
async function dropped(transfer) {
  // Both have to be asked before anything is awaited: afterwards the list is empty.
  const files = [...transfer.files]
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined)
  if (!entries.some((entry) => entry.isDirectory)) return files
  return (await Promise.all(entries.map(filesOf))).flat()
}

/** @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject))]
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader()
  /** @type {File[]} */
  const found = []
  // A folder is handed over in pieces, the last of them empty.
  for (;;) {
    const entries = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return found
    for (const inner of entries) if (!inner.name.startsWith('.')) found.push(...await filesOf(inner))
  }
}
