/** A browser that has no WebAssembly. */
delete window.WebAssembly
