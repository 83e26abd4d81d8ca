import type { Viewport } from '../viewport.ts'

interface Spot {
  readonly clientX: number
  readonly clientY: number
}

/** Scrolls while the pointer is held at the edge of the view in a gesture. */
export interface EdgeScroll {
  /** Where the pointer is; undefined when the gesture is over. */
  follow(at: Spot | undefined): void
}

/** Pixels from the edge, and pixels in a frame when the pointer is on it. */
const reach = 24
const speed = 12

export const scrollAtEdge = (viewport: Viewport, element: HTMLElement, scrolled: (at: Spot) => void): EdgeScroll => {
  let pointer: Spot | undefined
  let running = false

  const step = (): void => {
    const [dx, dy] = pointer ? pushOf(element, pointer) : [0, 0]
    running = pointer !== undefined && (dx !== 0 || dy !== 0)
    if (!pointer || !running) return
    viewport.panBy(-dx, -dy)
    scrolled(pointer)
    requestAnimationFrame(step)
  }
  return {
    follow: at => {
      pointer = at
      if (!at || running) return
      running = true
      requestAnimationFrame(step)
    }
  }
}

const pushOf = (element: HTMLElement, { clientX, clientY }: Spot): readonly [number, number] => {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return [push(clientX, left, right), push(clientY, top, bottom)]
}

const push = (at: number, from: number, to: number): number => {
  const over = Math.max(0, at - (to - reach)) - Math.max(0, from + reach - at)
  return Math.round((Math.max(-reach, Math.min(reach, over)) / reach) * speed)
}
