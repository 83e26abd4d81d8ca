import type { IntegrationState, NodeCounts, NodeStatus } from '@millrace/engine'
import type { Category, DefinitionView } from '@millrace/sdk'
import type { FlowDocument } from '../document/document.ts'
import type { Selection } from '../document/selection.ts'
import type { Box, Point } from './geometry.ts'

export { createCanvas } from './create-canvas.ts'

/** What the canvas draws from and what it asks of the shell around it. */
export interface CanvasOptions {
  readonly document: FlowDocument
  readonly selection: Selection
  /** Undefined for a type that no plugin contributes: drawn as unknown. */
  definition(type: string): DefinitionView | undefined
  /** Name of an integration, for labels. */
  integrationName(id: string): string | undefined
  /** A node was double-clicked, or Enter was pressed on it. */
  onOpen(node: string): void
  /** The button of a node was pressed. */
  onPress(node: string): void
  /** Ctrl-click on the empty canvas: where a node chosen next shall stand, in canvas and in screen coordinates. */
  onQuickAdd(at: {
    readonly x: number
    readonly y: number
    readonly clientX: number
    readonly clientY: number
    readonly from?: { readonly node: string; readonly port: number }
  }): void
  onContextMenu(at: { readonly clientX: number; readonly clientY: number; readonly node?: string }): void
  onZoom(zoom: number): void
  /** Text of the last message that passed an output, for the wire under the pointer. */
  lastMessage(node: string, port: number): Promise<string | null>
}

/** The drawing of one flow. Framework-free: built on rete, with its own light renderer. */
export interface Canvas {
  readonly zoom: number
  setZoom(zoom: number): void
  /** Shows all of the flow. */
  fit(): void
  /** Scrolls a node into view and flashes it. */
  reveal(node: string): void
  /** Makes a node of this type where the pointer is, snapped to the grid; returns its id, or undefined when the point is off the canvas. */
  drop(type: string, clientX: number, clientY: number): string | undefined
  /** Makes a node at canvas coordinates, wired from `from` when given. */
  place(type: string, x: number, y: number, from?: { readonly node: string; readonly port: number }): string
  /** Where the pointer is in the flow, undefined while it is elsewhere: pasted nodes go there. */
  readonly pointer: Point | undefined
  /** How large a node is drawn: what the commands that align nodes need. */
  sizeOf(node: string): { readonly width: number; readonly height: number }
  /** By address, `flow/node`. */
  setStatuses(statuses: ReadonlyMap<string, NodeStatus>): void
  /** By address, `flow/node`. */
  setCounts(counts: ReadonlyMap<string, NodeCounts>): void
  /** Problems by node id: drawn as the red triangle. */
  setProblems(problems: ReadonlyMap<string, readonly string[]>): void
  /** By integration id. */
  setConnections(connections: ReadonlyMap<string, IntegrationState>): void
  /** The definitions have changed: redraw everything. */
  refresh(): void
  focus(): void
  /** All of the flow in little, for a minimap. */
  readonly overview: Overview
  /** Shows this point in the middle. */
  showAt(point: Point): void
  /** Called after every frame that was drawn. */
  onDrawn(heard: () => void): () => void
  destroy(): void
}

export interface Overview {
  readonly nodes: readonly (Box & { readonly category: Category })[]
  readonly groups: readonly Box[]
  /** What is seen of it. */
  readonly seen: Box
}
