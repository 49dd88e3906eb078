/** What a page looks like where nothing runs: the form works, and the panel says that nothing is checked. */
document.querySelector('#report').addEventListener('gouji:unavailable', function (event) {
  window.setTimeout(function () {
    const request = new XMLHttpRequest()
    request.open('POST', '/told')
    request.send(JSON.stringify({
      browser: navigator.userAgent,
      reason: event.detail.reason,
      panel: document.querySelector('.gouji-panel').textContent,
      value: document.querySelector('#total').value,
    }))
  }, 0)
})
