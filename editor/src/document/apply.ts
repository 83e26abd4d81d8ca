import type { Flow, FlowNode } from '@millrace/engine'
import type { Operation } from './document.ts'
import { type Draft, draftFlows, draftNodes } from './draft.ts'

export interface Applied {
  readonly flows: readonly Flow[]
  /** What leads back. */
  readonly inverse: readonly Operation[]
}

/** Applies operations in their order, or throws. What was given stays as it was; what is not touched is shared. */
export const apply = (flows: readonly Flow[], operations: readonly Operation[]): Applied => {
  const draft = workspace(flows)
  const inverse = operations.map(operation => applyOne(draft, operation))
  return { flows: draft.done(), inverse: inverse.reverse() }
}

interface Workspace {
  readonly flows: Draft<Flow>
  nodes(flow: string): Draft<FlowNode>
  /** Writes the nodes being edited back into their flow. */
  settle(flow: string): void
  done(): readonly Flow[]
}

const workspace = (source: readonly Flow[]): Workspace => {
  const flows = draftFlows(source)
  const touched = new Map<string, Draft<FlowNode>>()

  const settle = (id: string): void => {
    const nodes = touched.get(id)
    if (!nodes) return
    touched.delete(id)
    const at = flows.position(id)
    flows.replace(at, { ...(flows.items[at] as Flow), nodes: nodes.items })
  }
  return {
    flows,
    settle,
    nodes: id => {
      const known = touched.get(id)
      if (known) return known
      const nodes = draftNodes(flows.items[flows.position(id)] as Flow)
      touched.set(id, nodes)
      return nodes
    },
    done: () => {
      for (const id of [...touched.keys()]) settle(id)
      return flows.items
    }
  }
}

const applyOne = (draft: Workspace, operation: Operation): Operation => {
  switch (operation.op) {
    case 'flow:add':
      draft.flows.insert(operation.flow, bounded(operation.index, draft.flows))
      return { op: 'flow:remove', id: operation.flow.id }
    case 'flow:remove': {
      draft.settle(operation.id)
      const index = draft.flows.position(operation.id)
      const flow = draft.flows.items[index] as Flow
      draft.flows.remove(index)
      return { op: 'flow:add', flow, index }
    }
    case 'flow:move': {
      const index = draft.flows.position(operation.id)
      const flow = draft.flows.items[index] as Flow
      draft.flows.remove(index)
      draft.flows.insert(flow, bounded(operation.index, draft.flows))
      return { op: 'flow:move', id: operation.id, index }
    }
    case 'flow:change': {
      draft.settle(operation.id)
      const index = draft.flows.position(operation.id)
      const flow = draft.flows.items[index] as Flow
      draft.flows.replace(index, changed(flow, operation.change))
      return { ...operation, change: before(flow, operation.change) }
    }
    case 'node:add': {
      const nodes = draft.nodes(operation.flow)
      nodes.insert(operation.node, bounded(operation.index ?? nodes.items.length, nodes))
      return { op: 'node:remove', flow: operation.flow, id: operation.node.id }
    }
    case 'node:remove': {
      const nodes = draft.nodes(operation.flow)
      const index = nodes.position(operation.id)
      const node = nodes.items[index] as FlowNode
      nodes.remove(index)
      return { op: 'node:add', flow: operation.flow, node, index }
    }
    case 'node:change': {
      const nodes = draft.nodes(operation.flow)
      const index = nodes.position(operation.id)
      const node = nodes.items[index] as FlowNode
      nodes.replace(index, changed(node, operation.change))
      return { ...operation, change: before(node, operation.change) }
    }
  }
}

const bounded = (index: number, { items }: { readonly items: readonly unknown[] }): number =>
  Math.max(0, Math.min(index, items.length))

const changed = <T extends object>(thing: T, change: object): T =>
  Object.fromEntries(Object.entries({ ...thing, ...change }).filter(([, value]) => value !== undefined)) as T

const before = <T extends object>(thing: T, change: object): object =>
  Object.fromEntries(Object.keys(change).map(key => [key, (thing as Readonly<Record<string, unknown>>)[key]]))
