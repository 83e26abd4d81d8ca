export { createSelection } from './create-selection.ts'

/** What is selected in the flow that is shown. Shared by canvas, sidebar, outline and commands. */
export interface Selection {
  readonly flow: string | undefined
  readonly nodes: ReadonlySet<string>
  /** `source:port:target` */
  readonly wires: ReadonlySet<string>
  /** Shows a flow with nothing selected. */
  show(flow: string | undefined): void
  set(nodes: Iterable<string>, wires?: Iterable<string>): void
  toggle(node: string): void
  clear(): void
  subscribe(heard: () => void): () => void
}
