import type { DrawnNode } from '../scene.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const steps: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1]
}

/** The nearest node in a direction; what lies off to the side counts as farther. */
export const neighbour = (nodes: Iterable<DrawnNode>, from: DrawnNode, direction: Direction): DrawnNode | undefined => {
  const [sx, sy] = steps[direction]
  let [nearest, least] = [undefined as DrawnNode | undefined, Infinity]
  for (const node of nodes) {
    const dx = node.x + node.width / 2 - from.x - from.width / 2
    const dy = node.y + node.height / 2 - from.y - from.height / 2
    const along = dx * sx + dy * sy
    const distance = along + 3 * Math.abs(dx * sy + dy * sx)
    if (node.id !== from.id && along > 0 && distance < least) [nearest, least] = [node, distance]
  }
  return nearest
}

const row = 40

/** Nodes as one reads them: by rows from the top, within a row from the left. */
export const readingOrder = (nodes: Iterable<DrawnNode>): readonly DrawnNode[] =>
  [...nodes].sort((a, b) => rowOf(a) - rowOf(b) || a.x - b.x || a.y - b.y)

const rowOf = ({ y, height }: DrawnNode): number => Math.round((y + height / 2) / row)
