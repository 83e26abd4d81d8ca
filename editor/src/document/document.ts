import type { Flow, FlowNode } from '@millrace/engine'

export { createDocument } from './create-document.ts'

/** Some properties anew. One that is undefined is removed. */
export type Changed<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** One edit, as plain data: it can be kept, sent, and turned round. */
export type Operation =
  | { readonly op: 'flow:add'; readonly flow: Flow; readonly index: number }
  | { readonly op: 'flow:remove'; readonly id: string }
  | { readonly op: 'flow:move'; readonly id: string; readonly index: number }
  | { readonly op: 'flow:change'; readonly id: string; readonly change: Changed<Omit<Flow, 'id' | 'nodes'>> }
  | { readonly op: 'node:add'; readonly flow: string; readonly node: FlowNode; readonly index?: number }
  | { readonly op: 'node:remove'; readonly flow: string; readonly id: string }
  | {
      readonly op: 'node:change'
      readonly flow: string
      readonly id: string
      readonly change: Changed<Omit<FlowNode, 'id'>>
    }

/** What a deploy would do to a node, or a flow. */
export type Change = 'added' | 'changed' | 'moved' | 'removed'

export interface NodeChange {
  readonly flow: string
  readonly node: string
  readonly change: Change
}

/** The flows as they are being edited, beside the flows as they run. Framework-free; everything in it is immutable and replaced. */
export interface FlowDocument {
  readonly flows: readonly Flow[]
  /** What runs. */
  readonly deployed: readonly Flow[]
  /** The revision that `deployed` is; a deploy is based on it. */
  readonly revision: number
  flow(id: string): Flow | undefined
  node(flow: string, id: string): FlowNode | undefined

  /** Applies edits as one step of the history. An edit that names something unknown throws and nothing is applied. */
  edit(title: string, operations: readonly Operation[]): void
  /** Undoes one step and returns its title, undefined when there is none. */
  undo(): string | undefined
  redo(): string | undefined
  readonly canUndo: boolean
  readonly canRedo: boolean

  /** What a deploy would change, per node; a flow with nothing to deploy is not in it. */
  readonly changes: readonly NodeChange[]
  /** Whether a deploy would do anything, also to a flow's own properties or their order. */
  readonly changed: boolean

  /**
   * What runs has changed: by this editor's deploy or somebody else's. Edits not yet deployed stay on top.
   * After an own deploy, `sent` is what was deployed: only edits made since then are still edits. Without it, an edit
   * is whatever differs from what ran before.
   */
  rebase(deployed: readonly Flow[], revision: number, sent?: readonly Flow[]): void

  /** Called after every change of any of the above. */
  subscribe(heard: () => void): () => void
}
