/** gouji, through the doors that its users have. */

/**
 * @param {import('../work.mjs').Work} work
 * @param {import('../../www/engine.js').Pack} pack
 */
export function gouji({ addresses }, pack) {
  const session = pack.session({ cells: {} })
  const record = (texts) => ({ cells: Object.fromEntries(addresses.map((address, cell) => [address, texts[cell]])) })
  const full = (texts) => verdict(pack.check(record(texts)))
  const inOrder = (texts) => verdict(pack.checkTexts(texts))
  const fill = (texts) => { session.setAll(addresses.map((address, cell) => [address, texts[cell]])) }
  const edit = (cell, text) => session.set(addresses[cell], text)
  return { full, inOrder, fill, edit, session, record, broken: () => verdict(session.result()).broken }
}

const verdict = ({ findings }) => ({
  broken: findings.filter((finding) => finding.level === 'error' && !finding.rule.startsWith('cell.')).map((finding) => finding.rule),
  odd: findings.filter((finding) => finding.rule.startsWith('cell.')).map((finding) => finding.rule),
})
