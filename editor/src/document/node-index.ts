import type { Flow, FlowNode } from '@millrace/engine'

const indexes = new WeakMap<readonly FlowNode[], ReadonlyMap<string, FlowNode>>()

/** The nodes of a flow by id. Flows are immutable, so it is made once for each. */
export const nodesById = ({ nodes }: Flow): ReadonlyMap<string, FlowNode> => {
  const known = indexes.get(nodes)
  if (known) return known
  const index = new Map(nodes.map(node => [node.id, node]))
  indexes.set(nodes, index)
  return index
}
