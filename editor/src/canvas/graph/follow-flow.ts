import type { Flow, FlowNode } from '@millrace/engine'
import { type Wire, wiresFrom } from '../../document/wires.ts'
import type { FlowEditor } from './flow-editor.ts'

/** Keeps rete's graph at what the document says. */
export interface FlowFollower {
  /** Brings the graph to this flow; resolves when it is there. Nothing but promises is awaited, so no event comes in between. */
  follow(flow: Flow | undefined): Promise<void>
}

const leaving = new WeakMap<FlowNode, readonly Wire[]>()
const wiresOf = (node: FlowNode): readonly Wire[] => {
  const known = leaving.get(node)
  if (known) return known
  const wires = wiresFrom(node)
  leaving.set(node, wires)
  return wires
}

export const followFlow = (editor: FlowEditor, redraw: (node: FlowNode) => void): FlowFollower => {
  let drawn = new Map<string, FlowNode>()
  let wired = new Set<string>()
  let shown: string | undefined

  const become = async (flow: Flow | undefined): Promise<void> => {
    const fresh = flow?.id !== shown
    shown = flow?.id
    const nodes = new Map((flow?.nodes ?? []).map(node => [node.id, node]))
    const wires = new Map<string, Wire>()
    for (const node of nodes.values())
      for (const wire of wiresOf(node)) if (nodes.has(wire.target)) wires.set(wire.key, wire)

    for (const key of wired) if (fresh || !wires.has(key)) await editor.removeConnection(key)
    for (const id of drawn.keys()) if (fresh || !nodes.has(id)) await editor.removeNode(id)
    for (const [id, node] of nodes) {
      const before = fresh ? undefined : drawn.get(id)
      if (before === undefined) await editor.addNode({ id, source: node })
      else if (before !== node) redraw(node)
    }
    for (const [key, wire] of wires) if (fresh || !wired.has(key)) await editor.addConnection({ ...wire, id: key })
    drawn = nodes
    wired = new Set(wires.keys())
  }

  let last: Promise<void> = Promise.resolve()
  return {
    follow: flow => {
      last = last.then(() => become(flow))
      return last
    }
  }
}
