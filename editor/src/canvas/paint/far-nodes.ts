import { categoryTokens } from '../category-tokens.ts'
import type { DrawnNode } from '../scene.ts'
import type { Theme } from '../theme.ts'

/** From far a node is a block in its category's colour; one that fails keeps its triangle at the same size on the screen. */
export const paintFarNodes = (
  context: CanvasRenderingContext2D,
  nodes: readonly DrawnNode[],
  isSelected: (id: string) => boolean,
  isFailing: (node: DrawnNode) => boolean,
  theme: Theme,
  zoom: number
): void => {
  const blocks = nodes.filter(({ look }) => look.shape !== 'comment')
  for (const [category, found] of Map.groupBy(blocks, ({ look }) => look.category)) {
    const { cell, edge } = categoryTokens(category)
    context.beginPath()
    for (const { x, y, width, height } of found) context.rect(x, y, width, height)
    context.fillStyle = theme.color(cell)
    context.fill()
    context.strokeStyle = theme.color(edge)
    context.lineWidth = 1
    context.stroke()
  }
  outline(
    context,
    nodes.filter(({ id }) => isSelected(id)),
    theme.color('water'),
    3 / zoom
  )
  for (const node of nodes) if (isFailing(node)) triangle(context, node, theme, zoom)
}

const outline = (
  context: CanvasRenderingContext2D,
  nodes: readonly DrawnNode[],
  color: string,
  width: number
): void => {
  if (nodes.length === 0) return
  context.beginPath()
  for (const node of nodes)
    context.rect(node.x - width / 2, node.y - width / 2, node.width + width, node.height + width)
  context.strokeStyle = color
  context.lineWidth = width
  context.stroke()
}

const triangle = (context: CanvasRenderingContext2D, { x, y, width }: DrawnNode, theme: Theme, zoom: number): void => {
  const size = 12 / zoom
  const [left, top] = [x + width - size, y - size / 2]
  context.beginPath()
  context.moveTo(left + size / 2, top)
  context.lineTo(left + size, top + size)
  context.lineTo(left, top + size)
  context.closePath()
  context.lineJoin = 'round'
  context.lineWidth = 3 / zoom
  context.strokeStyle = theme.color('canvas')
  context.stroke()
  context.fillStyle = theme.color('bad-fill')
  context.fill()
}
