/** The form systems that need nothing beyond the project's own packages; `npm run test:adapters` runs them all. */
import { QUICK_EXAMPLES } from '../../../scripts/examples/bundle.mjs'
import { contract } from '../adapters/contract.js'

for (const name of QUICK_EXAMPLES) contract(name)
