/** The summary of `npm test` counts what each test program says, and never takes silence for success. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countTests } from '../test/counts.mjs'

for (const [title, text, fine, passed, failed] of /** @type {[string, string, boolean, number, number][]} */ ([
  ['cargo test, two programs', 'test result: ok. 12 passed; 0 failed; 0 ignored\n…\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n', false, 15, 2],
  ['cargo nextest', '     Summary [   0.012s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped\n', false, 11, 1],
  ['cargo nextest, too slow', '     Summary [  60.012s] 3 tests run: 2 passed, 1 timed out, 0 skipped\n', false, 2, 1],
  ['node --test', 'ℹ tests 9\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\n', false, 6, 3],
  ['a program that broke before its first test', 'error: could not compile\n', false, 0, 1],
  ['a program that broke after its last test', 'ℹ pass 6\nℹ fail 0\n', false, 6, 1],
  ['no test at all', 'test result: ok. 0 passed; 0 failed\n', true, 0, 1],
  ['a title that looks like a summary', '✔ the line "test result: ok. 5 passed" is read\nℹ pass 1\nℹ fail 0\n', true, 1, 0],
])) {
  test(title, () => {
    assert.deepEqual(countTests(text, fine), { passed, failed })
  })
}
