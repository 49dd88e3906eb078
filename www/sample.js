/** The sample form's own script: what a portal's page might do. It has never heard of gouji. */
const form = document.querySelector('#report')
const sent = document.querySelector('#sent')

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  if (sent) sent.textContent = '这是示例页面，不会真的提交。'
})
form?.addEventListener('input', () => { if (sent) sent.textContent = '' })
