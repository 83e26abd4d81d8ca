import { AreaPlugin } from 'rete-area-plugin'
import { type Box, holds, type Point } from './geometry.ts'
import type { Schemes } from './graph/flow-editor.ts'

export interface View extends Point {
  readonly zoom: number
}

/** Which part of the flow is seen. The elements of nodes live in rete's holder, which it moves and scales. */
export interface Viewport {
  readonly holder: HTMLElement
  /** Where the flow's origin is on the element, and the zoom. */
  readonly view: View
  readonly width: number
  readonly height: number
  /** What is seen, in the flow's coordinates. */
  readonly box: Box
  /** Takes the element's size of now, before the browser tells of it. */
  measure(): void
  set(view: View): void
  panBy(dx: number, dy: number): void
  /** Changes the zoom so that the point under the pointer stays; without a pointer, the middle. */
  zoomTo(zoom: number, at?: { readonly clientX: number; readonly clientY: number }): void
  toFlow(at: { readonly clientX: number; readonly clientY: number }): Point
  toClient(point: Point): { readonly clientX: number; readonly clientY: number }
  covers(at: { readonly clientX: number; readonly clientY: number }): boolean
  destroy(): void
}

export const leastZoom = 0.05
export const mostZoom = 2.5
/** Milliseconds after which a view that does not move rests. */
const rest = 160

export const createViewport = (element: HTMLElement, changed: () => void): Viewport => {
  const area = new AreaPlugin<Schemes>(element)
  area.area.setZoomHandler(null)
  area.area.setDragHandler(null)
  let view: View = { x: 0, y: 0, zoom: 1 }
  let [width, height] = [element.clientWidth, element.clientHeight]

  const measure = (): void => {
    ;[width, height] = [element.clientWidth, element.clientHeight]
  }
  const observer = new ResizeObserver(() => {
    measure()
    changed()
  })
  observer.observe(element)

  // While the view moves, the nodes are moved and scaled as one picture; when it rests they are drawn sharp again.
  let resting: ReturnType<typeof setTimeout> | undefined
  const settle = (): void => {
    area.area.content.holder.style.willChange = ''
  }
  const hurry = (): void => {
    clearTimeout(resting)
    resting = setTimeout(settle, rest)
    area.area.content.holder.style.willChange = 'transform'
  }

  // rete answers later; the view here is true at once, so that two steps in one frame add up.
  const set = (next: View): void => {
    view = { x: Math.round(next.x), y: Math.round(next.y), zoom: Math.max(leastZoom, Math.min(mostZoom, next.zoom)) }
    hurry()
    void area.area.zoom(view.zoom, 0, 0)
    void area.area.translate(view.x, view.y)
    changed()
  }
  const offset = (at: { readonly clientX: number; readonly clientY: number }): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: at.clientX - left, y: at.clientY - top }
  }

  return {
    holder: area.area.content.holder,
    get view() {
      return view
    },
    get width() {
      return width
    },
    get height() {
      return height
    },
    get box() {
      const { x, y, zoom } = view
      return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
    },
    measure,
    set,
    panBy: (dx, dy) => set({ x: view.x + dx, y: view.y + dy, zoom: view.zoom }),
    zoomTo: (next, at) => {
      const zoom = Math.max(leastZoom, Math.min(mostZoom, next))
      const { x, y } = at ? offset(at) : { x: width / 2, y: height / 2 }
      const scale = zoom / view.zoom
      set({ x: x - (x - view.x) * scale, y: y - (y - view.y) * scale, zoom })
    },
    toFlow: at => {
      const { x, y } = offset(at)
      return { x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom }
    },
    toClient: ({ x, y }) => {
      const { left, top } = element.getBoundingClientRect()
      return { clientX: left + view.x + x * view.zoom, clientY: top + view.y + y * view.zoom }
    },
    covers: at => holds({ x: 0, y: 0, width, height }, offset(at)),
    destroy: () => {
      clearTimeout(resting)
      observer.disconnect()
      area.destroy()
    }
  }
}
