import type { Box, Point } from '../geometry.ts'
import type { Live } from '../live.ts'
import type { DrawnWire, Scene } from '../scene.ts'
import { svgPath, type WirePath, wirePoints } from '../wire-path.ts'
import { channel, hoveredWire } from './channel.ts'
import { svgElement } from './element.ts'
import { type WireLabel, wireLabel } from './wire-label.ts'

/** What is drawn on top of the wires: those that are looked at, and what a gesture shows. */
export interface Overlay {
  update(selected: Iterable<string>): void
  /** Marks a wire under the pointer, or one that a node is about to be put into. */
  hover(wire: string | undefined): void
  /** The wire that is being drawn. */
  preview(path: WirePath | undefined): void
  marquee(box: Box | undefined): void
  slice(points: readonly Point[]): void
  /** Marks the port that the wire being drawn would take. */
  port(at: Point | undefined): void
}

/** So many selected wires open into channels; more are only coloured. */
export const mostChannels = 20

interface Opened {
  readonly path: WirePath
  readonly drawing: SVGGElement
  readonly label: WireLabel
}

export const createOverlay = (holder: HTMLElement, scene: Scene, live: Live): Overlay => {
  const looked = svgElement('g', {})
  const hovered = svgElement('g', {})
  const preview = svgElement('path', { class: 'wire-preview' })
  const marquee = svgElement('rect', { class: 'marquee' })
  const slice = svgElement('polyline', { class: 'slice' })
  const port = svgElement('rect', { class: 'port-target', width: 11, height: 17, rx: 4 })
  const below = svgElement('svg', { class: 'flow-overlay', 'aria-hidden': 'true' }, hovered, looked)
  const above = svgElement(
    'svg',
    { class: 'flow-overlay is-above', 'aria-hidden': 'true' },
    preview,
    marquee,
    slice,
    port
  )
  holder.prepend(below)
  holder.append(above)
  const opened = new Map<string, Opened>()
  let hover: string | undefined
  let hoverPath: WirePath | undefined

  const close = (id: string): void => {
    opened.get(id)?.drawing.remove()
    opened.get(id)?.label.element.remove()
    opened.delete(id)
  }
  const open = (wire: DrawnWire): Opened => {
    const known = opened.get(wire.id)
    if (known?.path === wire.path) return known
    const label = known?.label ?? wireLabel()
    known?.drawing.remove()
    const made = { path: wire.path, drawing: channel(wire.path), label }
    looked.append(made.drawing)
    holder.append(label.element)
    opened.set(wire.id, made)
    return made
  }
  const drawHover = (): void => {
    const path = hover === undefined || opened.has(hover) ? undefined : scene.wires.get(hover)?.path
    if (path === hoverPath) return
    hoverPath = path
    hovered.replaceChildren(...(path ? [hoveredWire(path)] : []))
  }

  return {
    update: selected => {
      const wires = [...selected].flatMap(id => scene.wires.get(id) ?? [])
      const wanted = new Set(wires.length > mostChannels ? [] : wires)
      for (const id of opened.keys()) if (![...wanted].some(wire => wire.id === id)) close(id)
      for (const wire of wanted) open(wire).label.update(middle(wire.path), live.rate(wire), live.history(wire))
      drawHover()
    },
    hover: wire => {
      hover = wire
      drawHover()
    },
    preview: path => preview.setAttribute('d', path ? svgPath(path) : ''),
    marquee: box => {
      marquee.style.display = box ? 'block' : 'none'
      for (const [key, value] of Object.entries(box ?? {})) marquee.setAttribute(key, String(value))
    },
    slice: points => slice.setAttribute('points', points.map(({ x, y }) => `${x},${y}`).join(' ')),
    port: at => {
      port.style.display = at ? 'block' : 'none'
      port.setAttribute('x', String((at?.x ?? 0) - 5.5))
      port.setAttribute('y', String((at?.y ?? 0) - 8.5))
    }
  }
}

const middle = (path: WirePath): Point => {
  const points = wirePoints(path)
  return points[Math.floor(points.length / 2)] as Point
}
