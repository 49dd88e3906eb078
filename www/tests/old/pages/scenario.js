/**
 * A person at the form, and the same records that every engine checks; what came of it is told to the server. Written for
 * browsers of 2018.
 */
(function () {
  const violations = []
  document.addEventListener('securitypolicyviolation', function (event) { violations.push(event.violatedDirective + ' ' + event.blockedURI) })

  function until(condition) {
    return new Promise(function (resolve, reject) {
      let rounds = 0
      function look() {
        rounds += 1
        if (condition()) resolve()
        else if (rounds > 1500) reject(new Error('waited in vain for ' + condition))
        else setTimeout(look, 20)
      }
      look()
    })
  }

  function tell(told) {
    const request = new XMLHttpRequest()
    request.open('POST', '/told')
    request.send(JSON.stringify(Object.assign({ browser: navigator.userAgent, violations: violations }, told)))
  }

  const total = document.querySelector('#total')
  const marked = function () { return total.getAttribute('aria-invalid') === 'true' }
  const story = []
  until(marked)
    .then(function () {
      story.push('marked')
      return until(function () { return document.querySelector('.gouji-apply') !== null })
    })
    .then(function () {
      const panel = document.querySelector('.gouji-panel')
      story.push('repair offered')
      story.push(getComputedStyle(panel).borderTopStyle === 'none' ? 'panel has no style' : 'panel has its style')
      document.querySelector('.gouji-apply').click()
      return until(function () { return total.value === '3' && !marked() })
    })
    .then(function () {
      story.push('repaired')
      total.value = '4'
      for (const type of ['input', 'change', 'focusout']) total.dispatchEvent(new Event(type, { bubbles: true }))
      return until(marked)
    })
    .then(function () {
      story.push('marked again')
      return fetch('/records')
    })
    .then(function (response) { return response.json() })
    .then(function (records) {
      const packs = {}
      const results = []
      return records.reduce(function (done, record) {
        return done.then(function () {
          packs[record.pack] = packs[record.pack] || gouji.load(record.pack)
          return packs[record.pack]
        }).then(function (pack) { results.push(JSON.stringify(pack.check(record))) })
      }, Promise.resolve()).then(function () { tell({ story: story, results: results }) })
    })
    .catch(function (error) { tell({ story: story, error: String(error && error.stack || error) }) })
}())
