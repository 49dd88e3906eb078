/** `node scripts/instructions.mjs`: renews what `npm test` compares the instructions of the hot paths with. */
import { giveUp } from './command.mjs'
import { recordInstructions } from './test/instructions.mjs'

recordInstructions().catch(giveUp)
