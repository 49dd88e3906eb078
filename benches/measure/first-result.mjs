/** Prints the milliseconds from an import to the first result (of the peers: to the end of the import alone). */
const begin = performance.now()
const [name] = process.argv.slice(2)
if (name === 'gouji') {
  const { load } = await import('../../dist/node/engine.js')
  const pack = await load('cn-gov-disclosure-2021')
  if (pack.check({ cells: { 'requests.new.person': '3' } }).status !== 'incomplete') process.exit(1)
} else {
  await import(name)
}
console.log(performance.now() - begin)
