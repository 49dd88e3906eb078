/** The engine as a page has it, for the conformance suite. */
import { run } from '../../../../tests/conformance/suite.js'
import { load } from '../../../engine.js'

Object.assign(window, {
  /** @param {string} suite a file of cases */
  runSuite: (suite) => run(JSON.parse(suite), load),
})
