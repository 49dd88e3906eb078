/** Rust itself with its formatter and its lint, which everything else needs. */
import { Failure, findProgram, longStep, outputOf } from '../command.mjs'

export function ensureRust() {
  if (outputOf('cargo', ['--version']) !== undefined) return
  throw new Failure('Rust was not found (no cargo on PATH). Install it from https://rustup.rs, open a new terminal and run the command again.')
}

function hasComponents() {
  return outputOf('cargo', ['fmt', '--version']) !== undefined && outputOf('cargo', ['clippy', '--version']) !== undefined
}

/** rustfmt and clippy, which a minimal Rust lacks. */
export async function ensureRustComponents() {
  if (hasComponents()) return
  if (findProgram('rustup')) {
    await longStep('Fetching rustfmt and clippy with rustup', 'usually 10 seconds', 'rustup', ['component', 'add', 'rustfmt', 'clippy'])
    if (hasComponents()) return
  }
  throw new Failure('The tests need rustfmt and clippy. Add them with: rustup component add rustfmt clippy')
}
