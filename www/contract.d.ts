/**
 * The values that cross gouji's doors, as CONTRACTS fixes them: records in, results out, and the shape of a pack.
 * Figures are text from end to end. Nothing here has behaviour.
 */

export type Level = 'error' | 'warning' | 'notice'
export type Status = 'consistent' | 'inconsistent' | 'incomplete' | 'unchecked'
export type Language = 'zh-CN' | 'en'

/** A filled report: figures as they were typed, by address. */
export interface Record {
  id?: string
  pack?: string
  organ?: string
  year?: number
  file?: string
  cells: { [address: string]: string | null }
  absent?: string[]
  prose?: { [section: string]: string }
  previous?: Record
  parts?: { complete: boolean; records: Record[] }
  weights?: { [address: string]: number | 'never' }
  justified?: { [rule: string]: Reason }
  texts?: { [address: string]: string }
  unplaced?: Unplaced[]
  notices?: ReaderNotice[]
  certainty?: { [address: string]: 'label' | 'position' | 'split' }
}

/** What a reader found odd although every figure has its cell: a misprinted label, merged rows. It becomes a finding. */
export interface ReaderNotice {
  rule: string
  warning?: boolean
  where: string
  text: string
  why: string
}

/** Why a warning stands, with the figures that it was given for. */
export interface Reason {
  reason: string
  values: { [address: string]: string }
}

export interface Result {
  id?: string
  file?: string
  pack: string
  version: string
  engine: string
  status: Status
  evaluated: number
  undecided: number
  not_asked: number
  findings: Finding[]
  groups: Group[]
  unplaced: Unplaced[]
  limited?: string
}

export interface Finding {
  rule: string
  level: Level
  cells: string[]
  message: string
  left?: string
  relation?: string
  right?: string
  difference?: string
  rounding?: true
  quote?: string
  justified?: string
}

/** Findings that must be mended together, with every smallest way to mend them. */
export interface Group {
  findings: string[]
  repairs: Repair[]
  alternatives: Repair[]
  more?: number
  pending?: true
}

export interface Repair {
  changes: Change[]
  resolves: string[]
  because: string
  message: string
}

export interface Change {
  cell: string
  from: string
  to?: string
  range?: { min?: string; max?: string; open_min?: true; open_max?: true }
}

export interface Unplaced {
  where: string
  text: string
  why: string
}

/** A pack as its forms see it. The place of a cell in `cells` is its index at the engine's door. */
export interface Shape {
  id: string
  title: string
  version: string
  tables: Table[]
  cells: Cell[]
  /** cells whose figures of the previous report the rules ask for */
  previous?: string[]
}

export interface Table {
  id: string
  label: string
  rows: Line[]
  columns: Line[]
}

export interface Line {
  id: string
  label: string
  /** the place of the group that it stands in, among these lines */
  parent?: number
  group?: boolean
  total?: boolean
}

/** What the rules of one cell ask of it, everything else left as it is. */
export interface Why {
  cell: string
  to?: string
  range?: Change['range']
  message: string
  /** where no figure satisfies all rules, only the fewest that can't be satisfied together */
  demands: { rule: string; message: string }[]
}

export interface Cell {
  address: string
  label: string
  kind: 'count' | 'integer' | 'amount' | 'percent' | 'year' | 'date' | 'text' | 'choice'
  unit?: string
  total: boolean
  rules: number
}

/** A table as text with spans; `field` says that a figure is typed there. */
export interface Grid {
  caption?: string
  before?: string
  cells: GridCell[]
}

export interface GridCell {
  row: number
  column: number
  row_span?: number
  column_span?: number
  text: string
  field?: true
}

export interface Placement {
  address: string
  cell: number
  grid: number
  row: number
  column: number
  certainty: 'label' | 'position' | 'split'
}

export interface Alignment {
  placements: Placement[]
  unplaced: Unplaced[]
}

export type Role = 'total' | 'addend' | 'subtrahend' | 'other'

/** One rule that a cell stands in, as it is now. */
export interface RelatedRule {
  rule: string
  level: Level
  verdict: 'holds' | 'broken' | 'undecided' | 'not_asked'
  sentence: string
  cells: { address: string; role: Role }[]
}

/** What is wrong with a pack's text. Lines and columns count from 1; the place ends before `end_column`. */
export interface Mistake {
  severity: 'error' | 'warning'
  code: string
  message: string
  file: string
  line: number
  column: number
  end_line: number
  end_column: number
  expected?: string
  suggestion?: string
  source_line: string
}

/** What the author of a pack should know of its rules. */
export interface Remark {
  severity: Level
  code: 'contradiction' | 'follows' | 'never_applies' | 'blank_contradicts' | 'bound' | 'unguarded' | 'unnamed' | 'undecided'
  message: string
  rules?: string[]
  cells?: string[]
}

/** How an example of a pack came out (`example`, `line`), or a rule that none breaks (`rule`). */
export interface Outcome {
  example?: string
  line?: number
  rule?: string
  passed: boolean
  problems?: string[]
}

/** A rule instance in words. */
export interface Description {
  rule: string
  level: Level
  text: string
}

/** A page with a pack's form. */
export interface FormPage {
  pack: string
  html: string
}

/** The engine's door: free functions over handles, as the WebAssembly module exports them. */
export interface Door {
  engine_version(): string
  packs(): { id: string; title: string; version: string }[]
  open_pack(name: string | undefined, text: string | undefined): number
  describe(pack: number, lang: string): Shape
  check(pack: number, record: Record, lang: string): Result
  open_session(pack: number, record: Record, lang: string): number
  set(session: number, cell: number, text: string): number
  set_all(session: number, cells: Uint32Array, texts: string): number
  result(session: number): Result
  locate(session: number, work: number): boolean
  related(session: number, cell: number): RelatedRule[]
  align(pack: number, grids: Grid[], lang: string): Alignment
  justify(session: number, rule: string, reason: string): void
  /** The blanks whose figures follow from the rest. */
  fill(session: number): Change[]
  why(session: number, cell: number): Why | undefined
  /** The panel's sentences, by key. */
  words(lang: string): { [key: string]: string }
  close_session(session: number): void
  close_pack(pack: number): void
  /** The short way, where there is one: texts written into the engine's memory, answers as numbers; 4 is "ask at the long way". */
  engine_memory?(): { readonly buffer: ArrayBuffer }
  place?(bytes: number): number
  set_placed?(session: number, cell: number, bytes: number): number
  check_placed?(pack: number, bytes: number): number
  summary?(session: number): number
}

/** Where instances of the engine come from; each is as good as another. */
export interface Engine {
  open(): Promise<Door>
  /** one without waiting; throws where that is not allowed */
  openNow?(): Door
}

export interface LoadOptions {
  /** of sentences; zh-CN when not given */
  lang?: string
  /** another engine than the one in the package */
  engine?: () => Promise<Engine>
  /** the engine where WebAssembly can't run, instead of the file `gouji.without-wasm.js` that is looked for by itself */
  fallback?: () => Promise<Engine>
}

/** One place in a page where a figure stands. `element` is what is marked and takes the focus. */
export interface Place {
  element: Element
  /** names by which `fields` may know it: the field's name, then its id */
  names: string[]
  /** what the page's own markup says (`data-gouji`); `''` keeps the field out */
  address: string | null
  /** a person can type here */
  writable: boolean
  /** a person sets it in another way: the page doesn't compute it, and gouji doesn't write it */
  chosen?: boolean
  /** takes part in finding cells by labels; hidden fields don't */
  visible: boolean
  /**
   * Where `element` may not be touched or is only a stand-in (an editor's content, a grid that draws the rows in sight): the
   * element over which the mark is laid now, `null` while it is not drawn. Nothing is written to it.
   */
  drawn?: () => Element | null
  /** goes there, where `element.focus()` would not */
  focus?: () => void
}

/** A table with the places of its figures. */
export interface LiveGrid {
  grid: Grid
  /** by `row,column` */
  cells: Map<string, { element: Element, places: Place[] }>
}

/** One way in which a page keeps its figures. An adapter is one file; nothing else knows which one is at work. */
export interface Adapter {
  /** Every place there is now. The same place is the same object from call to call. */
  cells(): Place[]
  read(place: Place): string
  /** Puts a text in as if it had been typed, so that the page's own model sees it. */
  write(place: Place, text: string): void
  /** Reports what moved until the function it returns is called. */
  follow(heard: Heard): () => void
  /** The place of a figure that the page shows as plain text in this element. */
  shown(element: Element): Place
  /** The tables with their labels, where they are not the tables of the form itself. */
  grids?(): LiveGrid[]
}

/** What an adapter reports while it is followed. */
export interface Heard {
  /** the text of a place changed, or may have; `typing` while a person is at it */
  edited(element: Element | null, typing: boolean): void
  /** a person came to an element or left it */
  entered(element: Element): void
  left(element: Element): void
  /** a text was pasted into a field; `true` when it has been taken care of */
  pasted?(element: Element, text: string): boolean
  /** a person wants to take back what was last done in a field; `true` when it has been */
  takenBack?(element: Element): boolean
  /** fields came or went */
  moved(): void
}

/** From a field's name or id to an address; a question put for each element; a name template, or one per table. */
export type Fields = string | { [name: string]: string } | ((element: Element) => string | null | undefined)

export interface AttachOptions {
  /** id of a built-in pack, or the text of one */
  pack?: string | { text: string }
  fields?: Fields
  previous?: Record
  parts?: { complete: boolean; records: Record[] }
  /**
   * what is known of the report beside its fields: figures that other pages or steps hold (looked at again when fields come or go), prose,
   * rows that it doesn't have, texts as printed, reasons given
   */
  record?: Partial<Omit<Record, 'previous' | 'parts'>>
  lang?: Language
  /** hold a submission back while a completed check finds errors */
  block?: boolean
  /** where the panel goes: an element, a selector, or `false` for none; before the form when not given */
  panel?: Element | string | false
  /** name of a hidden field that carries the result and the reasons */
  send?: string
  adapter?: (form: Element) => Adapter
  /** the page's own sentences in place of the panel's, by their keys in messages/ without `panel.` */
  texts?: { [key: string]: string }
  /** further classes for gouji's elements, by gouji's own: `{ 'gouji-button': 'btn' }` */
  classes?: { [name: string]: string }
  /** reads last year's report from a document, as `read` of gouji/import does */
  read?: (document: ArrayBuffer | string, options: { name?: string; lang?: string }) => Promise<Record[]>
  /** `false`: a block of cells that is pasted goes into one field, as without gouji */
  paste?: boolean
  signal?: AbortSignal
  /** another engine than the one in the package */
  engine?: () => Promise<Engine>
  /** the engine where WebAssembly can't run, instead of the file `gouji.without-wasm.js` that is looked for by itself */
  fallback?: () => Promise<Engine>
}
