/**
 * What the scripts use of the language's library and browsers of 2018 lack. Only the classic script has it, and it adds only what
 * is missing, as the standard says it and unseen by loops over properties.
 */

/** @param {object} owner @param {{ [name: string]: (this: any, ...args: any[]) => unknown }} methods */
function add(owner, methods) {
  for (const [name, value] of Object.entries(methods)) {
    if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true })
  }
}

add(Object, {
  fromEntries(entries) {
    /** @type {{ [key: string]: unknown }} */
    const made = {}
    for (const [key, value] of entries) Object.defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true })
    return made
  },
  hasOwn: (owner, name) => Object.prototype.hasOwnProperty.call(Object(owner), name),
})

add(Array.prototype, {
  flatMap(change, self) { return Array.prototype.concat.apply([], Array.prototype.map.call(this, change, self)) },
  at(index) {
    const whole = Math.trunc(Number(index)) || 0
    return this[whole < 0 ? this.length + whole : whole]
  },
})

if (typeof TextEncoder !== 'undefined') {
  add(TextEncoder.prototype, {
    encodeInto(text, bytes) {
      const encoded = this.encode(text)
      bytes.set(encoded)
      return { read: text.length, written: encoded.length }
    },
  })
}

if (typeof Element !== 'undefined') {
  add(Element.prototype, {
    replaceChildren(...nodes) {
      while (this.lastChild) this.removeChild(this.lastChild)
      this.append(...nodes)
    },
  })
}
