/** `npm start`: a fresh clone → a page at http://127.0.0.1:8080/, or at the port that PORT names. */
import { join } from 'node:path'
import { Failure, giveUp, ROOT, say } from './command.mjs'
import { serve } from './serve.mjs'
import { buildAuthor, buildEngine, buildImport } from './wasm.mjs'

/** @returns {number} */
function wantedPort() {
  const text = process.env.PORT?.trim() || '8080'
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text)
  throw new Failure(`PORT is "${text}"; it must be a whole number from 0 to 65535, such as: PORT=8081 npm start`)
}

/** @param {number} port @param {NodeJS.ErrnoException} error */
function refusal(port, error) {
  const advice = `Choose another one: PORT=${port < 65535 ? port + 1 : 8080} npm start`
  if (error.code === 'EADDRINUSE') return new Failure(`Port ${port} is taken by another program. ${advice}`)
  if (error.code === 'EACCES') return new Failure(`Port ${port} may not be used by you. ${advice}`)
  return error
}

async function start() {
  const port = wantedPort()
  // The port first: whoever has to choose another one shouldn't wait for the build to hear it.
  const { address } = await serve(join(ROOT, 'www'), { port }).catch((error) => { throw refusal(port, error) })
  await buildEngine('development')
  say(`\ngouji is at ${address}\nCtrl+C ends it.\n`)
  await buildImport('development') // only the workbench for documents needs it
  await buildAuthor('development') // and only the editor of packs this one
}

start().catch(giveUp)
