import { isDeepStrictEqual } from 'node:util'
import type { Flow, FlowNode } from './flow.ts'

/**
 * The same flows, in which everything that equals what was there before is the very object of before. What follows a
 * deploy compares, and remembers, by identity: one changed node of thousands then costs what one node costs.
 */
export const shareUnchanged = (flows: readonly Flow[], before: readonly Flow[]): readonly Flow[] => {
  const known = new Map(before.map(flow => [flow.id, flow]))
  return flows.map(flow => shareFlow(flow, known.get(flow.id)))
}

const shareFlow = (flow: Flow, before: Flow | undefined): Flow => {
  if (before === undefined || flow === before) return flow
  const known = new Map(before.nodes.map(node => [node.id, node]))
  const nodes = flow.nodes.map(node => shareNode(node, known.get(node.id)))
  const shared: Flow = { ...flow, nodes }
  if (flow.env !== undefined && isDeepStrictEqual(flow.env, before.env))
    return finish({ ...shared, env: before.env as NonNullable<Flow['env']> }, before)
  return finish(shared, before)
}

const shareNode = (node: FlowNode, before: FlowNode | undefined): FlowNode =>
  before !== undefined && (node === before || isDeepStrictEqual(node, before)) ? before : node

/** A flow whose every node was shared may be the one of before itself. */
const finish = (flow: Flow, before: Flow): Flow => {
  const { nodes, ...rest } = flow
  const { nodes: nodesBefore, ...restBefore } = before
  const same = nodes.length === nodesBefore.length && nodes.every((node, i) => node === nodesBefore[i])
  return same && isDeepStrictEqual(rest, restBefore) ? before : flow
}
