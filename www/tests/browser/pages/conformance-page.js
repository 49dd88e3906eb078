/** The engine as a page has it, for the conformance suite. */
import { run } from '../../../../tests/conformance/suite.js'
import { load } from '../../../engine.js'

Object.assign(window, {
  /** @param {import('../../../../tests/conformance/suite.js').Suite} suite */
  runSuite: (suite) => run(suite, load),
})
