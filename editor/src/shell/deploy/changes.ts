import type { Flow } from '@millrace/engine'
import type { FlowDocument, NodeChange } from '../../document/document.ts'

/** What a deploy would do, counted. */
export interface Changes {
  readonly count: number
  /** Ids of the flows that differ from what runs. */
  readonly flows: ReadonlySet<string>
  /** Nodes that a deploy starts anew. */
  readonly restarts: number
}

const properties = ['name', 'enabled', 'description', 'env', 'retry', 'groups'] as const

/** Flows that differ in something of their own, or that only one side has. */
const changedItself = (flows: readonly Flow[], deployed: readonly Flow[]): readonly string[] => {
  const before = new Map(deployed.map(flow => [flow.id, flow]))
  const now = new Set(flows.map(({ id }) => id))
  return [
    ...flows.filter(flow => differs(flow, before.get(flow.id))).map(({ id }) => id),
    ...deployed.filter(({ id }) => !now.has(id)).map(({ id }) => id)
  ]
}

const differs = (flow: Flow, before: Flow | undefined): boolean =>
  flow !== before &&
  (before === undefined || properties.some(key => JSON.stringify(flow[key]) !== JSON.stringify(before[key])))

export const countChanges = ({
  flows,
  deployed,
  changes,
  changed
}: Pick<FlowDocument, 'flows' | 'deployed' | 'changes' | 'changed'>): Changes => {
  const own = changedItself(flows, deployed)
  const touched = new Set([...own, ...changes.map(({ flow }) => flow)])
  return {
    count: Math.max(changed ? 1 : 0, changes.length + own.length),
    flows: touched,
    restarts: changes.filter(restarts).length
  }
}

const restarts = ({ change }: NodeChange): boolean => change === 'added' || change === 'changed'
