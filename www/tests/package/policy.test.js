/** The package under a policy that forbids WebAssembly, in browsers of today. */
import assert from 'node:assert/strict'
import { inEachBrowser } from '../browser/driver.js'

const PLAIN = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
const TRUSTED = `${PLAIN}; require-trusted-types-for 'script'`

for (const [policy, name] of [[PLAIN, "script-src 'self'"], [TRUSTED, "script-src 'self', trusted types"]]) {
  for (const page of ['one-tag', 'classic-tag']) {
    inEachBrowser(`${page}: under ${name} the build without WebAssembly takes over`, async (browser) => {
      await browser.open(`www/tests/package/pages/${page}.html`, { folder: '.', policy })
      await browser.waitFor(() => document.querySelector('[aria-invalid="true"]') !== null)
      assert.ok(browser.requests().some((address) => address.endsWith('/dist/gouji.without-wasm.js')))
      await browser.fill('#total', '3')
      await browser.waitFor(() => document.querySelector('[aria-invalid="true"]') === null)
      // The browser says once that it forbade WebAssembly.
      browser.expectComplaint(/policy: script-src/u)
      browser.forgetComplaints()
    })
  }
}
