/** Every name that a form, an element or a document has by itself, taken by something of the page: verdicts are those without. */
import assert from 'node:assert/strict'
import { inEachBrowser } from './driver.js'

/** What may carry a name that shadows the document's own. Iframes are heavy: they take the names that gouji might ask for. */
const KINDS = ['img', 'form', 'object', 'embed', 'iframe']
const ASKED = ['body', 'head', 'documentElement', 'createElement', 'querySelector', 'querySelectorAll', 'getElementById', 'attributes', 'parentNode', 'submit', 'elements',
  'dataset', 'getRootNode', 'activeElement', 'defaultView', 'ownerDocument', 'addEventListener', 'baseURI', 'forms', 'children', 'nodeType', 'adoptedStyleSheets', 'styleSheets', 'location']

for (const kind of KINDS) {
  inEachBrowser(`names of ${kind} elements and of fields that shadow all that the document and the form have by themselves do no harm`, async (page) => {
    await page.open('tests/browser/pages/portal.html')
    await page.waitFor(() => document.documentElement.dataset.ready === 'yes')
    const answer = await page.evaluate(async (tag, few) => {
      const { portal } = /** @type {any} */ (window)
      const { querySelectorAll, createElement } = Document.prototype
      const all = (/** @type {string} */ selector) => [...querySelectorAll.call(document, selector)]
      const whole = () => /** @type {Element} */ (all('html')[0]).outerHTML
      const turn = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) })
      const { attach } = await import(/** @type {any} */ ('/page.js'))
      const { append } = Element.prototype
      const prototypes = [Document, Node, EventTarget, Element, HTMLElement, HTMLFormElement].flatMap((owner) => Object.getOwnPropertyNames(owner.prototype))
      const names = [...new Set([...prototypes, ...Object.getOwnPropertyNames(Object.prototype), 'then', 'toJSON', 'nodeName', '0'])]
      /** A sitting: what is found, mended, held back and sent. @param {boolean} clobbered */
      const sit = async (clobbered) => {
        const form = portal.draw([[6, 0, 5, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
        portal.sent = 0
        if (clobbered) {
          const around = createElement.call(document, 'div')
          for (const name of tag === 'iframe' ? few : names) {
            const element = createElement.call(document, tag)
            element.setAttribute('name', name)
            element.id = name
            around.append(element)
          }
          for (const name of names) {
            const field = /** @type {HTMLInputElement} */ (createElement.call(document, 'input'))
            field.setAttribute('name', name)
            field.id = name
            append.call(form, field)
          }
          append.call(/** @type {Element} */ (all('html > body')[0]), around)
        }
        // What the page sees where it asks in the plain way.
        const shadowed = names.filter((name) => Element.prototype.isPrototypeOf(/** @type {any} */ (form)[name] ?? 0)).length
        const before = whole()
        const watch = await attach(form, { pack: 'cn-gov-disclosure-2021', fields: '{row}_{column}', block: true, send: 'kept' })
        const settled = async () => {
          while (watch.result.groups.some((/** @type {any} */ group) => group.pending)) await turn()
          await turn()
        }
        await settled()
        const told = [JSON.stringify(watch.result), all('.gouji-panel').length, all('.gouji-panel')[0]?.textContent]
        told.push(all('[data-gouji-mark]').map((field) => `${field.getAttribute('name')} ${field.getAttribute('data-gouji-mark')}`).join())
        watch.focus('disputes.review.total')
        await turn()
        told.push(all('.gouji-hint').length, JSON.stringify(watch.why('disputes.review.total') ?? null), JSON.stringify(watch.blanks()))
        const submit = () => HTMLFormElement.prototype.requestSubmit.call(form)
        submit()
        told.push(portal.sent)
        told.push(watch.apply(watch.result.groups[0].repairs[0]), all('[name="review_total"]').map((field) => /** @type {HTMLInputElement} */ (field).value).join())
        await settled()
        told.push(watch.result.status)
        submit()
        await turn()
        told.push(portal.sent, watch.undo())
        watch.detach()
        for (const field of all('[name="review_total"]')) /** @type {HTMLInputElement} */ (field).blur()
        return { told: told.map(String), same: whole() === before, shadowed }
      }
      const plain = await sit(false)
      const clobbered = await sit(true)
      return { plain, clobbered }
    }, kind, ASKED)
    assert.ok(answer.clobbered.shadowed > answer.plain.shadowed + 200, JSON.stringify(answer.clobbered.shadowed))
    assert.deepEqual(answer.clobbered.told, answer.plain.told)
    const [result, panels, , marks, , , , held, applied, value, status, sent, undone] = answer.plain.told
    assert.equal(JSON.parse(String(result)).status, 'inconsistent')
    assert.deepEqual([panels, marks, held, applied, value, status, sent, undone], ['1', 'review_total suspect', '0', 'true', '11', 'consistent', '1', 'true'])
    assert.deepEqual([answer.plain.same, answer.clobbered.same], [true, true], 'detach leaves the page as it was')
    page.forgetComplaints() // objects without an address
  })
}
