import type { WireState } from '../live.ts'
import type { DrawnWire } from '../scene.ts'
import type { Theme } from '../theme.ts'
import { trace } from '../wire-path.ts'

interface Stroke {
  readonly token: string
  readonly width: number
  readonly dash: readonly number[]
}

const strokes: Readonly<Record<WireState | 'selected', Stroke>> = {
  rest: { token: 'wire', width: 2, dash: [] },
  live: { token: 'wire-live', width: 2.5, dash: [] },
  backed: { token: 'wire-live', width: 5, dash: [] },
  failing: { token: 'bad', width: 2, dash: [6, 5] },
  selected: { token: 'water', width: 3.5, dash: [] }
}

const casing = 6

/** From near each wire has a casing in the colour of the canvas, so that crossings read as bridges. */
export const paintWires = (
  context: CanvasRenderingContext2D,
  wires: readonly DrawnWire[],
  styleOf: (wire: DrawnWire) => keyof typeof strokes,
  theme: Theme
): void => {
  context.lineCap = 'round'
  for (const wire of wires) {
    const stroke = strokes[styleOf(wire)]
    context.beginPath()
    trace(context, wire.path)
    context.setLineDash([])
    context.strokeStyle = theme.color('canvas')
    context.lineWidth = Math.max(casing, stroke.width + 4)
    context.stroke()
    context.setLineDash([...stroke.dash])
    context.strokeStyle = theme.color(stroke.token)
    context.lineWidth = stroke.width
    context.stroke()
  }
  context.setLineDash([])
}

/** From far wires are straight lines, all of one kind in one stroke. */
export const paintFarWires = (
  context: CanvasRenderingContext2D,
  wires: readonly DrawnWire[],
  styleOf: (wire: DrawnWire) => keyof typeof strokes,
  theme: Theme,
  zoom: number
): void => {
  const kinds = Map.groupBy(wires, styleOf)
  context.lineCap = 'butt'
  for (const kind of ['rest', 'live', 'backed', 'failing', 'selected'] as const) {
    const found = kinds.get(kind)
    if (!found) continue
    context.beginPath()
    for (const { path } of found) {
      context.moveTo(path[0] as number, path[1] as number)
      context.lineTo(path.at(-2) as number, path.at(-1) as number)
    }
    context.strokeStyle = theme.color(strokes[kind].token)
    context.lineWidth = Math.max(strokes[kind].width * 0.8, 1 / zoom)
    context.stroke()
  }
}
