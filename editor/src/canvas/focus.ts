import { type Box, grown } from './geometry.ts'
import type { Viewport } from './viewport.ts'

/** Pixels that stay free around what is brought into view. */
const margin = 24

/** Moves the view just so far that the node is seen. */
export const bringIntoView = (viewport: Viewport, node: Box): void => {
  const { x, y, zoom } = viewport.view
  const { x: left, y: top, width, height } = grown(node, margin / zoom)
  const shift = (offset: number, from: number, size: number, room: number): number => {
    const [start, end] = [offset + from * zoom, offset + (from + size) * zoom]
    if (start >= 0 && end <= room) return offset
    return start < 0 || size * zoom > room ? offset - start : offset - (end - room)
  }
  const next = { x: shift(x, left, width, viewport.width), y: shift(y, top, height, viewport.height), zoom }
  if (next.x !== x || next.y !== y) viewport.set(next)
}

/** Moves the view so that the node is in its middle. */
export const centerOn = (viewport: Viewport, { x, y, width, height }: Box, zoom = viewport.view.zoom): void =>
  viewport.set({
    x: viewport.width / 2 - (x + width / 2) * zoom,
    y: viewport.height / 2 - (y + height / 2) * zoom,
    zoom
  })
