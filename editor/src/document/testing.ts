import type { Flow, FlowNode } from '@millrace/engine'

/** A node with as much as a test cares to say about it. */
export const nodeOf = (id: string, draft: Partial<FlowNode> = {}): FlowNode => ({
  id,
  type: 'core/function',
  at: [0, 0],
  wires: [],
  ...draft
})

export const flowOf = (id: string, nodes: readonly FlowNode[], draft: Partial<Flow> = {}): Flow => ({
  format: 1,
  id,
  name: `Flow ${id}`,
  ...draft,
  nodes
})
