import type { Group } from '@millrace/engine'
import { grown } from '../geometry.ts'
import type { Live, WireState } from '../live.ts'
import type { DrawnNode, DrawnWire, Scene } from '../scene.ts'
import type { Theme } from '../theme.ts'
import type { Viewport } from '../viewport.ts'
import { paintFarNodes } from './far-nodes.ts'
import { createGround } from './ground.ts'
import { paintGroups } from './groups.ts'
import { paintFarWires, paintWires } from './wires.ts'

/** Below this zoom nodes are blocks on the canvas. */
export const farZoom = 0.45

/** The canvas below the nodes: ground, groups, wires, and from far the nodes too. */
export interface Layer {
  /** From near, `unmounted` are the nodes that have no element yet. */
  paint(groups: readonly Group[], unmounted: readonly DrawnNode[]): void
  /** The states of wires may have changed. */
  stale(): void
}

export const createLayer = (
  element: HTMLElement,
  viewport: Viewport,
  scene: Scene,
  live: Live,
  theme: Theme,
  isSelected: { node(id: string): boolean; wire(id: string): boolean }
): Layer => {
  const canvas = document.createElement('canvas')
  canvas.className = 'flow-layer'
  element.prepend(canvas)
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D
  const ground = createGround(theme)
  const states = new Map<string, WireState>()

  const styleOf = (wire: DrawnWire): WireState | 'selected' => {
    if (isSelected.wire(wire.id)) return 'selected'
    const known = states.get(wire.id)
    if (known) return known
    const state = live.wireState(wire)
    states.set(wire.id, state)
    return state
  }
  const fit = (ratio: number): void => {
    const [width, height] = [Math.round(viewport.width * ratio), Math.round(viewport.height * ratio)]
    if (canvas.width === width && canvas.height === height) return
    canvas.width = width
    canvas.height = height
  }

  return {
    stale: () => states.clear(),
    paint: (groups, unmounted) => {
      const ratio = devicePixelRatio || 1
      fit(ratio)
      const { x, y, zoom } = viewport.view
      const near = zoom >= farZoom
      const box = grown(viewport.box, 8)
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.fillStyle = theme.color('canvas')
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio)
      if (near) {
        context.fillStyle = ground(context) ?? theme.color('canvas')
        context.fillRect(box.x, box.y, box.width, box.height)
      }
      paintGroups(context, groups, scene, theme, near)
      const wires = scene.wiresWithin(box)
      if (near) paintWires(context, wires, styleOf, theme)
      else paintFarWires(context, wires, styleOf, theme, zoom)
      const blocks = near ? unmounted : scene.nodesWithin(box)
      if (blocks.length > 0) paintFarNodes(context, blocks, isSelected.node, live.isFailing, theme, zoom)
    }
  }
}
