import type { DrawnNode, DrawnWire, Scene } from '../scene.ts'

/** Pixels between the middle of a node and a wire within which the node goes into the wire. */
const reach = 14

/** The wire that a node would be put into where it stands: only a node with both ends, and without wires. */
export const wireBelow = (scene: Scene, node: DrawnNode): DrawnWire | undefined => {
  if (!node.look.input || node.look.outputs === 0 || [...scene.wiresAt(node.id)].length > 0) return undefined
  return scene.wireAt({ x: node.x + node.width / 2, y: node.y + node.height / 2 }, reach)
}
