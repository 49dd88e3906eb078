/**
 * `npm run test:highs`: the repairs of random reports, compared with those of HiGHS, an independent MIP solver.
 *
 * `npm run test:highs -- 2000 7`: so many random systems, from this seed.
 */
import { join } from 'node:path'
import { Failure, giveUp, ROOT, run } from './command.mjs'
import { ensurePython } from './setup/python.mjs'

const [systems = '300', seed = '1'] = process.argv.slice(2)
const folder = join(ROOT, 'scripts', 'highs')

async function compare() {
  const python = await ensurePython('highs', join(folder, 'requirements.txt'))
  if (!await run('cargo', ['build', '--quiet', '--bin', 'gouji'])) throw new Failure('The command line could not be built.')
  const command = join(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', process.platform === 'win32' ? 'gouji.exe' : 'gouji')
  const same = await run(python, [join(folder, 'compare.py'), command, systems, seed])
  if (!same) throw new Failure('gouji and HiGHS disagree, as shown above.')
}

compare().catch(giveUp)
