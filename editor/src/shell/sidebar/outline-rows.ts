import type { Flow, FlowNode } from '@millrace/engine'
import type { TreeRow } from '../../design/tree.tsx'

/** One line of the outline: a node where a wire leads to it. A node that was listed above is named again, without what follows. */
export interface OutlineRow extends TreeRow {
  readonly node: FlowNode
  /** Listed in full further up. */
  readonly repeated: boolean
}

/** The flow as a tree: what starts it, below that what follows. Rows in `closed` hide what is below them. */
export const outlineOf = (flow: Flow, closed: ReadonlySet<string>): readonly OutlineRow[] => {
  const byId = new Map(flow.nodes.map(node => [node.id, node]))
  const targets = new Set(flow.nodes.flatMap(({ wires }) => wires.flat()))
  const listed = new Set<string>()
  const rows: OutlineRow[] = []
  const pending: {
    readonly node: FlowNode
    readonly depth: number
    readonly above: string
    readonly hidden: boolean
  }[] = []

  const add = (root: FlowNode): void => {
    pending.push({ node: root, depth: 0, above: '', hidden: false })
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node, depth, above, hidden } = next
      const repeated = listed.has(node.id)
      listed.add(node.id)
      const id = repeated ? `${above}>${node.id}` : node.id
      const below = repeated ? [] : [...new Set(node.wires.flat())].flatMap(target => byId.get(target) ?? [])
      const open = !closed.has(node.id)
      if (!hidden) rows.push({ id, depth, node, repeated, ...(below.length > 0 ? { expanded: open } : {}) })
      for (const child of below.toReversed())
        pending.push({ node: child, depth: depth + 1, above: node.id, hidden: hidden || !open })
    }
  }
  for (const node of inReadingOrder(flow.nodes.filter(({ id }) => !targets.has(id)))) add(node)
  for (const node of flow.nodes) if (!listed.has(node.id)) add(node)
  return rows
}

const inReadingOrder = (nodes: readonly FlowNode[]): readonly FlowNode[] =>
  nodes.toSorted((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0])
