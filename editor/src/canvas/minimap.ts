import type { Canvas, Overview } from './canvas.ts'
import { categoryTokens } from './category-tokens.ts'
import { around, type Box, grown } from './geometry.ts'
import { createTheme, type Theme } from './theme.ts'

export interface Minimap {
  destroy(): void
}

interface Scale {
  readonly factor: number
  readonly x: number
  readonly y: number
}

/** Room around the flow, in its own measure. */
const margin = 40

/** Draws all of the flow in little, with what is seen of it; a press or a drag goes there. It fills its element. */
export const createMinimap = (element: HTMLElement, canvas: Canvas): Minimap => {
  const drawing = document.createElement('canvas')
  drawing.className = 'flow-minimap'
  drawing.setAttribute('aria-hidden', 'true')
  element.append(drawing)
  const context = drawing.getContext('2d') as CanvasRenderingContext2D
  const closed = new AbortController()
  const theme = createTheme(() => {
    painted = undefined
    draw()
  })
  const still = document.createElement('canvas')
  let painted: Overview['nodes'] | undefined
  let scale: Scale = { factor: 1, x: 0, y: 0 }

  const draw = (): void => {
    const overview = canvas.overview
    if (fit(drawing, [still]) || painted !== overview.nodes) {
      painted = overview.nodes
      scale = scaleFor(overview, drawing)
      paintFlow(still.getContext('2d') as CanvasRenderingContext2D, overview, scale, theme)
    }
    drawSeen(overview.seen)
  }
  const drawSeen = (seen: Box): void => {
    context.clearRect(0, 0, drawing.width, drawing.height)
    context.drawImage(still, 0, 0)
    const { x, y, width, height } = scaled(seen, scale)
    const [left, top] = [Math.max(1, x), Math.max(1, y)]
    context.lineWidth = 2 * devicePixelRatio
    context.strokeStyle = theme.color('water')
    context.beginPath()
    context.roundRect(
      left,
      top,
      Math.max(4, Math.min(drawing.width - 1, x + width) - left),
      Math.max(4, Math.min(drawing.height - 1, y + height) - top),
      2 * devicePixelRatio
    )
    context.stroke()
  }
  const go = (event: PointerEvent): void => {
    const { left, top } = drawing.getBoundingClientRect()
    const { factor, x, y } = scale
    canvas.showAt({
      x: ((event.clientX - left) * devicePixelRatio - x) / factor,
      y: ((event.clientY - top) * devicePixelRatio - y) / factor
    })
  }

  const { signal } = closed
  drawing.addEventListener(
    'pointerdown',
    event => {
      drawing.setPointerCapture(event.pointerId)
      go(event)
    },
    { signal }
  )
  drawing.addEventListener('pointermove', event => event.buttons !== 0 && go(event), { signal })
  const stop = canvas.onDrawn(draw)
  draw()
  return {
    destroy: () => {
      stop()
      closed.abort()
      theme.destroy()
      drawing.remove()
    }
  }
}

/** Gives the canvases the size of their place on the screen. Says whether that has changed. */
const fit = (shown: HTMLCanvasElement, others: readonly HTMLCanvasElement[]): boolean => {
  const [width, height] = [shown.clientWidth * devicePixelRatio, shown.clientHeight * devicePixelRatio]
  if (shown.width === Math.round(width) && shown.height === Math.round(height)) return false
  for (const one of [shown, ...others]) {
    one.width = Math.round(width)
    one.height = Math.round(height)
  }
  return true
}

const scaleFor = (
  { nodes, groups, seen }: Overview,
  { width, height }: { readonly width: number; readonly height: number }
): Scale => {
  const box = grown(around([...nodes, ...groups]) ?? seen, margin)
  const factor = Math.min(width / box.width, height / box.height)
  return {
    factor,
    x: (width - box.width * factor) / 2 - box.x * factor,
    y: (height - box.height * factor) / 2 - box.y * factor
  }
}

const scaled = ({ x, y, width, height }: Box, scale: Scale): Box => ({
  x: x * scale.factor + scale.x,
  y: y * scale.factor + scale.y,
  width: width * scale.factor,
  height: height * scale.factor
})

const paintFlow = (
  context: CanvasRenderingContext2D,
  { nodes, groups }: Overview,
  scale: Scale,
  theme: Theme
): void => {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  const block = (box: Box): void => {
    const { x, y, width, height } = scaled(box, scale)
    context.fillRect(x, y, Math.max(1, width), Math.max(1, height))
  }
  context.fillStyle = theme.color('water-soft')
  for (const group of groups) block(group)
  for (const [category, found] of Map.groupBy(nodes, node => node.category)) {
    context.fillStyle = theme.color(categoryTokens(category).cell)
    for (const node of found) block(node)
  }
}
