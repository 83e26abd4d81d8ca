import type { DefinitionView } from '@millrace/sdk'
import { createPortal } from 'react-dom'
import { PaletteNode } from './palette-node.tsx'

interface DragGhostProps {
  readonly definition: DefinitionView
  readonly at: { readonly x: number; readonly y: number }
}

/** What is being dragged, under the pointer. */
export const DragGhost = ({ definition, at: { x, y } }: DragGhostProps) =>
  createPortal(
    <div className="drag-ghost" style={{ transform: `translate(${x}px, ${y}px)` }} aria-hidden="true">
      <PaletteNode definition={definition} />
    </div>,
    document.body
  )
