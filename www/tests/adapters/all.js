/** Every example page, or those named: `GOUJI_EXAMPLES=antd,handsontable`. Needs `npm run examples`' libraries. */
import { bundleExamples, EXAMPLES } from '../../../scripts/examples/bundle.mjs'
import { contract } from './contract.js'

const wanted = process.env.GOUJI_EXAMPLES?.split(',') ?? EXAMPLES
await bundleExamples(wanted)
for (const name of wanted) contract(name)
