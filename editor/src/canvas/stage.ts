import type { Flow } from '@millrace/engine'
import type { FlowDocument } from '../document/document.ts'
import type { Selection } from '../document/selection.ts'
import type { CanvasOptions } from './canvas.ts'
import type { Mounts } from './dom/mounts.ts'
import type { Overlay } from './dom/overlay.ts'
import type { Scene } from './scene.ts'
import type { Viewport } from './viewport.ts'

/** What gestures and keys work on. */
export interface Stage {
  readonly element: HTMLElement
  readonly options: CanvasOptions
  readonly document: FlowDocument
  readonly selection: Selection
  readonly scene: Scene
  readonly viewport: Viewport
  readonly mounts: Mounts
  readonly overlay: Overlay
  /** The flow that is shown. */
  flow(): Flow | undefined
  /** Draws a frame soon. */
  draw(): void
  /** Moves the keyboard's focus to a node, and the node into view. */
  focusNode(id: string): void
  /** Tells it to a screen reader. */
  say(text: string): void
}
