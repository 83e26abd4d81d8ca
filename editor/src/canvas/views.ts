import { type Box, grown } from './geometry.ts'
import type { View, Viewport } from './viewport.ts'

/** Pixels around a flow that is shown whole. */
const margin = 40

/** The view of a flow that has not been seen yet: from its origin, or from its first node where that lies elsewhere. */
export const firstView = (bounds: Box | undefined, { width, height }: Viewport): View => {
  if (!bounds) return { x: 0, y: 0, zoom: 1 }
  const { x, y } = bounds
  const near = x >= 0 && y >= 0 && x < width / 2 && y < height / 2
  return near ? { x: 0, y: 0, zoom: 1 } : { x: margin - x, y: margin - y, zoom: 1 }
}

/** The view that shows all of the flow, never larger than it is. */
export const wholeView = (bounds: Box | undefined, { width, height }: Viewport): View => {
  if (!bounds) return { x: 0, y: 0, zoom: 1 }
  const box = grown(bounds, margin)
  const zoom = Math.min(1, width / box.width, height / box.height)
  return {
    x: width / 2 - (box.x + box.width / 2) * zoom,
    y: height / 2 - (box.y + box.height / 2) * zoom,
    zoom
  }
}
