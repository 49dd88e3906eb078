/**
 * docs/, the types, the crate and www/ → the site, a folder of static files that asks for nothing from elsewhere.
 *
 * In: the modules of the engine, and whether Rust's pages are wanted. Out: build/site, whose links all lead somewhere. Must
 * not know: what a page says.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { endOfLog, Failure, longStep, ROOT } from '../command.mjs'
import { emitTypes } from '../package/types.mjs'
import { layOut, relative as between } from './layout.mjs'
import { brokenLinks } from './links.mjs'
import { render } from './markdown.mjs'
import { DOCS, pages } from './pages.mjs'
import { referencePage } from './reference.mjs'

/** @import { Page } from './pages.mjs' */

export const SITE = join(ROOT, 'build', 'site')

/** What of www/ is for those who work on it. */
const NOT_SHOWN = /^(?:tests|examples|tsconfig\.json|wasm|wasm-import|wasm-author|.*\.d\.ts)(?:\/|$)/u

const TRY = { 'zh-CN': '在编辑器里试一试', en: 'Try it in the editor' }

/** Where the sources stand for everyone. */
function repository() {
  return /^repository = "([^"]+)"/mu.exec(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'))?.[1] ?? ''
}

/** Where a link of a page leads on the site. @param {Page} page @param {Page[]} all @param {string[]} wrong gets what leads nowhere @returns {(target: string) => string} */
function linkFrom(page, all, wrong) {
  return (target) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|#)/iu.test(target)) return target
    const [path = '', anchor] = target.split('#')
    const rest = anchor === undefined ? '' : `#${anchor}`
    const file = posix.normalize(`docs/${path}`)
    const other = all.find((entry) => `docs/${entry.file}` === file)
    if (other !== undefined) return between(page.path, other.path) + rest
    if (file === 'www/examples/index.html') return between(page.path, all.find(({ slug, language }) => slug === 'systems' && language === page.language)?.path ?? '')
    if (!existsSync(join(ROOT, file))) {
      if (file === 'docs/api' || file === 'docs/rust') return between(page.path, file === 'docs/api' ? 'en/api.html' : 'rust/gouji/index.html') + rest
      wrong.push(`docs/${page.file}: ${target}: there is no ${file}`)
      return target
    }
    const [folder, ...inside] = file.split('/')
    if (folder === 'www' && !NOT_SHOWN.test(inside.join('/'))) return between(page.path, posix.join('app', ...inside)) + rest
    if (folder === 'docs') return between(page.path, inside.join('/')) + rest
    if (folder === 'packs') return between(page.path, file) + rest
    return `${repository()}/blob/main/${file}${rest}`
  }
}

/** @param {Page} page @param {Page[]} all @param {string[]} wrong */
function renderPage(page, all, wrong) {
  const lang = page.language === 'en' ? '&lang=en' : ''
  return render(page.source, {
    link: linkFrom(page, all, wrong),
    tryOut: (text) => `${between(page.path, 'app/editor.html')}#text=${encodeURIComponent(text)}${lang}`,
    tryWords: TRY[page.language],
  })
}

/** @param {string} path @param {string} text */
function write(path, text) {
  const file = join(SITE, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** The program's own pages, to be tried. @param {{ [folder: string]: string }} modules */
function copyProgram(modules) {
  const www = join(ROOT, 'www')
  cpSync(www, join(SITE, 'app'), { recursive: true, filter: (from) => !NOT_SHOWN.test(relative(www, from).replaceAll('\\', '/')) })
  for (const [name, folder] of Object.entries(modules)) {
    for (const file of ['gouji.js', 'gouji_bg.wasm']) {
      mkdirSync(join(SITE, 'app', name), { recursive: true })
      cpSync(join(folder, file), join(SITE, 'app', name, file))
    }
  }
}

/** Rust's own pages of the crate. */
async function copyRust() {
  const args = ['doc', '--no-deps', '--lib', '--quiet']
  if (!await longStep('Writing the documentation of the crate', 'usually 10 to 60 seconds', 'cargo', args)) {
    throw new Failure(`${endOfLog()}\nThe documentation of the crate could not be made; the lines above say why.`)
  }
  cpSync(join(ROOT, 'target', 'doc'), join(SITE, 'rust'), { recursive: true })
}

/**
 * @param {{ [folder: string]: string }} modules the folders of the WebAssembly modules, by their names beside the scripts
 * @param {{ rust?: boolean }} [options] without `rust` nothing leads to Rust's pages
 * @returns {Promise<{ pages: number }>}
 * @throws {Failure} naming every link that leads nowhere
 */
export async function buildSite(modules, { rust = true } = {}) {
  rmSync(SITE, { recursive: true, force: true })
  const all = pages()
  /** @type {string[]} */
  const wrong = []
  const types = join(ROOT, 'build', 'docs')
  rmSync(types, { recursive: true, force: true })
  await emitTypes(types)
  const rendered = [
    ...all.map((page) => ({ ...page, ...renderPage(page, all, wrong) })),
    { ...referencePage(join(types, 'types')), path: 'en/api.html', slug: 'api', language: /** @type {const} */ ('en') },
  ]
  for (const page of rendered) write(page.path, layOut(page, rendered, { rust }))
  cpSync(join(DOCS, 'site', 'site.css'), join(SITE, 'site.css'))
  cpSync(join(DOCS, 'pictures'), join(SITE, 'pictures'), { recursive: true })
  cpSync(join(ROOT, 'packs'), join(SITE, 'packs'), { recursive: true })
  copyProgram(modules)
  if (rust) await copyRust()
  const broken = [...wrong, ...brokenLinks(SITE)]
  if (broken.length > 0) throw new Failure(`Links that lead nowhere:\n${broken.map((line) => `  ${line}`).join('\n')}`)
  return { pages: rendered.length }
}
