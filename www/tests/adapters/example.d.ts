/** What www/examples/page.js puts under `window.example`. */
interface ExamplePage {
  watch: import('../../watch.js').Watch
  start(): Promise<import('../../watch.js').Watch>
  cell(cell: string): Element
  model(cell: string): string
  set(cell: string, text: string): unknown
  rerender(): unknown
  saved?(): string
  undo?(): unknown
  complain?(cell: string, text: string): unknown
  kind?: 'grid' | 'editor'
  caretIn(cell: string): boolean
  selected(cell: string): string
  box(element: Element): { left: number, top: number, width: number, height: number }
  marks(): { kind: string, x: number, y: number }[]
}
declare const example: ExamplePage
