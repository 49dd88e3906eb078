// What the package's build puts into the scripts themselves.

declare module 'gouji:wasm' {
  /** The engine's WebAssembly, compressed, in base64. */
  const base64: string
  export default base64
}

declare module 'gouji:without-wasm' {
  /** The engine's WebAssembly as JavaScript: a new instance's exports. */
  export function instantiate(imports: object): object
}

declare module 'gouji:css' {
  /** The text of gouji.css. */
  const text: string
  export default text
}

declare module 'gouji:author-wasm' {
  /** The author's WebAssembly, compressed, in base64. */
  const base64: string
  export default base64
}

declare module 'gouji:import-wasm' {
  /** The readers' WebAssembly, compressed, in base64. */
  const base64: string
  export default base64
}

declare module 'gouji:worker' {
  const text: string
  export default text
}
