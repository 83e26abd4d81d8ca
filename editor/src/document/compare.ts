import type { Flow, FlowNode } from '@millrace/engine'
import type { Change, NodeChange } from './document.ts'
import { nodesById } from './node-index.ts'
import { same } from './same.ts'

/** What leads from the flows that run to the flows as edited, node by node: removed ones last in their flow. */
export const compareFlows = (deployed: readonly Flow[], edited: readonly Flow[]): readonly NodeChange[] => {
  if (deployed === edited) return []
  const left = new Map(deployed.map(flow => [flow.id, flow]))
  const changes: NodeChange[] = []
  for (const flow of edited) {
    changes.push(...compareNodes(left.get(flow.id), flow))
    left.delete(flow.id)
  }
  for (const gone of left.values()) changes.push(...gone.nodes.map(({ id }) => told(gone, id, 'removed')))
  return changes
}

const compareNodes = (deployed: Flow | undefined, edited: Flow): readonly NodeChange[] => {
  if (deployed === edited) return []
  const changes: NodeChange[] = []
  const before = deployed && nodesById(deployed)
  for (const node of edited.nodes) {
    const change = compareNode(before?.get(node.id), node)
    if (change) changes.push(told(edited, node.id, change))
  }
  if (!deployed) return changes
  const after = nodesById(edited)
  for (const { id } of deployed.nodes) if (!after.has(id)) changes.push(told(edited, id, 'removed'))
  return changes
}

const compareNode = (before: FlowNode | undefined, after: FlowNode): Change | undefined => {
  if (!before) return 'added'
  if (same(before, after)) return undefined
  return same({ ...before, at: after.at }, after) ? 'moved' : 'changed'
}

const told = (flow: Flow, node: string, change: Change): NodeChange => ({ flow: flow.id, node, change })
