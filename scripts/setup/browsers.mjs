/**
 * Finds a Chromium (Chrome, Edge) and a Firefox for the tests; installs Debian's where there is none.
 * A browser anywhere else is named by GOUJI_CHROMIUM or GOUJI_FIREFOX.
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Failure, findProgram, outputOf, say } from '../command.mjs'
import { hasApt, installDebianPackages } from './debian.mjs'

/**
 * @typedef {object} Browser
 * @property {'chromium' | 'firefox'} name
 * @property {string} variable the environment variable that names the program
 * @property {string[]} programs names on PATH
 * @property {string[]} mac folders and programs below /Applications
 * @property {string[]} windows paths below the folders for programs
 * @property {string} debian its Debian package
 * @property {string} site where a person gets it
 */

/** @type {Browser[]} */
const BROWSERS = [
  {
    name: 'chromium',
    variable: 'GOUJI_CHROMIUM',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'],
    mac: ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    windows: ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
    debian: 'chromium',
    site: 'https://www.google.com/chrome/',
  },
  {
    name: 'firefox',
    variable: 'GOUJI_FIREFOX',
    programs: ['firefox', 'firefox-esr'],
    mac: ['Firefox.app/Contents/MacOS/firefox'],
    windows: ['Mozilla Firefox\\firefox.exe'],
    debian: 'firefox-esr',
    site: 'https://www.mozilla.org/firefox/',
  },
]

/** @param {Browser} browser @returns {string[]} */
function usualPlaces(browser) {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => browser.mac.map((path) => join(folder, path)))
  }
  if (process.platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
    return folders.flatMap((folder) => browser.windows.map((path) => join(folder, path)))
  }
  return []
}

/** @param {string} program a half-installed browser is there but doesn't start */
function starts(program) {
  return process.platform !== 'linux' || outputOf(program, ['--version']) !== undefined
}

/** @param {Browser} browser @returns {string | undefined} */
function findBrowser(browser) {
  const named = process.env[browser.variable]
  if (named) {
    if (!findProgram(named, { places: [named] })) throw new Failure(`${browser.variable} names ${named}, and there is no such program.`)
    return named
  }
  const places = usualPlaces(browser)
  return browser.programs.map((name) => findProgram(name, { places })).find((program) => program !== undefined && starts(program))
}

/**
 * @returns {Promise<{ chromium: string, firefox: string }>} the program of each
 */
export async function ensureBrowsers() {
  const missing = BROWSERS.filter((browser) => findBrowser(browser) === undefined)
  if (missing.length > 0 && hasApt()) {
    say(`No ${missing.map(({ name }) => name).join(' and no ')} found for the browser tests.`)
    const font = outputOf('fc-list', [':lang=zh']) ? [] : ['fonts-wqy-microhei']
    await installDebianPackages('A browser for the tests', 'usually 1 to 3 minutes', [...missing.map(({ debian }) => debian), ...font])
  }
  const [chromium, firefox] = BROWSERS.map((browser) => {
    const program = findBrowser(browser)
    if (program === undefined) {
      throw new Failure(`The tests need ${browser.name}, and none was found. Install it (${browser.site}) or name it: ${browser.variable}=/path/to/it npm test`)
    }
    return program
  })
  return { chromium: /** @type {string} */ (chromium), firefox: /** @type {string} */ (firefox) }
}
