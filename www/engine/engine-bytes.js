/** The engine's bytes, packed, as base64, for bundles that have left its file behind. Must not know: who asks. */
export { default } from 'gouji:wasm'
