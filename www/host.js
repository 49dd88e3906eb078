/**
 * Questions put to the page's own elements, through the prototypes.
 *
 * A form's properties are shadowed by its fields (`<input name="querySelectorAll">`), a document's by its images and
 * forms (`<img name="createElement">`). Whatever touches an element that gouji didn't make goes through here.
 */

/** @param {Element} element @param {string} name */
export const attributeOf = (element, name) => Element.prototype.getAttribute.call(element, name)

/** Sets an attribute, or takes it away for `null`. @param {Element} element @param {string} name @param {string | null} value */
export function setAttribute(element, name, value) {
  if (value === null) Element.prototype.removeAttribute.call(element, name)
  else if (attributeOf(element, name) !== value) Element.prototype.setAttribute.call(element, name, value)
}

/** @param {Element | Document | ShadowRoot} root @param {string} selector @returns {Element[]} */
export function all(root, selector) {
  const owner = nodeTypeOf(root) === Node.DOCUMENT_NODE ? Document.prototype
    : nodeTypeOf(root) === Node.DOCUMENT_FRAGMENT_NODE ? DocumentFragment.prototype : Element.prototype
  return Array.from(owner.querySelectorAll.call(root, selector))
}

/** @param {Element} element @param {string} selector */
export const closest = (element, selector) => Element.prototype.closest.call(element, selector)

/** @param {Element} element @param {string} selector */
export const matches = (element, selector) => closest(element, selector) === element

/** @param {Node} outer @param {Node | null} inner */
export const contains = (outer, inner) => Node.prototype.contains.call(outer, inner)

/** @param {Node} node */
export const rootOf = (node) => Node.prototype.getRootNode.call(node)

/**
 * Looked up at the first call, so that the scripts can be imported where there is no page.
 * @param {'Node' | 'Element' | 'Document'} owner
 * @param {string} name
 * @returns {(node: Node) => any}
 */
function getterOf(owner, name) {
  /** @type {(() => unknown) | undefined} */
  let getter
  return (node) => {
    getter ??= Object.getOwnPropertyDescriptor(globalThis[owner].prototype, name)?.get
    return getter?.call(node)
  }
}

/** The element's kind, in small letters. @type {(element: Element) => string} */
export const kindOf = getterOf('Element', 'localName')

/** What HTML itself has to type into or to choose from. @param {Element} element */
export const isField = (element) => ['input', 'select', 'textarea'].includes(kindOf(element))

/** @type {(node: Node) => NodeListOf<ChildNode>} */
export const childrenOf = getterOf('Node', 'childNodes')

/** @type {(node: Node) => number} */
export const nodeTypeOf = getterOf('Node', 'nodeType')

/** @type {(node: Node) => boolean} */
export const isConnected = getterOf('Node', 'isConnected')

/** The element around a node. @type {(node: Node) => Element | null} */
export const parentOf = getterOf('Node', 'parentElement')

/** @type {(node: Node) => Document | null} */
const ownerOf = getterOf('Node', 'ownerDocument')

/** The document that a node is in, or is. @param {Node} node */
export const pageOf = (node) => ownerOf(node) ?? /** @type {Document} */ (node)

/** @type {(node: Node) => (Window & typeof globalThis) | null} */
const viewOf = getterOf('Document', 'defaultView')

/** The window that a node is seen in. @param {Node} node */
export const windowOf = (node) => viewOf(pageOf(node)) ?? window

/** How an element is drawn. @param {Element} element */
export const styleOf = (element) => windowOf(element).getComputedStyle(element)

/** @type {(node: Node) => ShadowRoot | null | undefined} */
export const shadowOf = getterOf('Element', 'shadowRoot')

/**
 * Listens until the function that it returns is called.
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} listener
 * @param {boolean} [capture]
 */
export function listen(target, type, listener, capture = false) {
  EventTarget.prototype.addEventListener.call(target, type, listener, capture)
  return () => EventTarget.prototype.removeEventListener.call(target, type, listener, capture)
}

/** Neither the page nor the browser hears of it. @param {Event} event */
export function stopEvent(event) {
  Event.prototype.preventDefault.call(event)
  Event.prototype.stopImmediatePropagation.call(event)
}

/** @param {EventTarget} target @param {Event} event */
export const dispatch = (target, event) => EventTarget.prototype.dispatchEvent.call(target, event)

let counter = 0

/** An id for an element of gouji's own. @param {string} name */
export function freshId(name) {
  counter += 1
  return `${name}-${counter}`
}

/**
 * An element of gouji's own.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function create(tag, className, text) {
  const element = Document.prototype.createElement.call(document, tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return /** @type {any} */ (element)
}

/**
 * A part of the document that an image's name can't shadow.
 * @param {'body' | 'head' | 'documentElement' | 'activeElement'} part
 * @param {Node} [owner] another document, of a frame
 * @returns {HTMLElement | null}
 */
export const documentHas = (part, owner = document) => getterOf('Document', part)(owner) ?? null

/** Also an element of another frame, which is no instance of this frame's Element. @param {unknown} value @returns {value is Element} */
export function isElement(value) {
  try {
    return nodeTypeOf(/** @type {Node} */ (value)) === Node.ELEMENT_NODE
  } catch {
    return false
  }
}
