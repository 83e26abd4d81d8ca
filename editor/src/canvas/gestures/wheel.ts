import type { Stage } from '../stage.ts'

/** Wheel steps of lines and pages, in pixels. */
const units = [1, 20, 400]

/** The wheel scrolls, with shift sideways; with ctrl, which is also how a pinch arrives, it zooms at the pointer. */
export const followWheel = ({ element, viewport }: Stage, signal: AbortSignal): void =>
  element.addEventListener(
    'wheel',
    event => {
      event.preventDefault()
      const unit = units[event.deltaMode] ?? 1
      const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
      if (event.ctrlKey || event.metaKey) viewport.zoomTo(viewport.view.zoom * Math.exp(-dy * 0.0022), event)
      else if (event.shiftKey && dx === 0) viewport.panBy(-dy, 0)
      else viewport.panBy(-dx, -dy)
    },
    { passive: false, signal }
  )
