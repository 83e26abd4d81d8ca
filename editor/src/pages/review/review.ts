import type { Flow, FlowNode } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import type { Change, FlowDocument, Operation } from '../../document/document.ts'
import { same } from '../../document/same.ts'
import { type FieldChange, nodeFields, type ReviewNames } from './field-changes.ts'

/** What a deploy does to something that runs. */
export type Effect = 'starts' | 'stops' | 'restarts' | 'keeps'

export interface NodeReview {
  readonly flow: string
  readonly change: Change
  readonly before: FlowNode | undefined
  readonly after: FlowNode | undefined
  readonly effect: Effect
}

export interface FlowReview {
  readonly flow: Flow
  readonly change: Change
  /** What became of the flow itself: its name, whether it runs. */
  readonly own: readonly FieldChange[]
  readonly nodes: readonly NodeReview[]
}

/** What a deploy would change, flow by flow. */
export const review = ({
  flows,
  deployed,
  changes
}: Pick<FlowDocument, 'flows' | 'deployed' | 'changes'>): readonly FlowReview[] => {
  const gone = deployed.filter(flow => !flows.some(({ id }) => id === flow.id))
  return [...flows, ...gone].flatMap(flow => {
    const before = deployed.find(({ id }) => id === flow.id)
    const after = flows.find(({ id }) => id === flow.id)
    const nodes = changes
      .filter(change => change.flow === flow.id)
      .map(({ node, change }) => nodeReview(flow.id, change, nodeOf(before, node), nodeOf(after, node)))
    const own = before && after ? ownChanges(before, after) : []
    if (before && after && nodes.length === 0 && own.length === 0) return []
    return [{ flow, change: before ? (after ? 'changed' : 'removed') : 'added', own, nodes } as const]
  })
}

const nodeOf = (flow: Flow | undefined, id: string): FlowNode | undefined => flow?.nodes.find(node => node.id === id)

const nodeReview = (
  flow: string,
  change: Change,
  before: FlowNode | undefined,
  after: FlowNode | undefined
): NodeReview => ({ flow, change, before, after, effect: effectOf(before, after) })

const effectOf = (before: FlowNode | undefined, after: FlowNode | undefined): Effect => {
  const ran = before !== undefined && before.enabled !== false
  const runs = after !== undefined && after.enabled !== false
  if (!ran || !runs) return runs ? 'starts' : ran ? 'stops' : 'keeps'
  const still = { at: after.at, name: after.name, wires: after.wires, foreign: after.foreign }
  return same({ ...before, ...still }, after) ? 'keeps' : 'restarts'
}

const properties = ['name', 'enabled', 'description', 'env', 'retry', 'groups'] as const

const ownChanges = (before: Flow, after: Flow): readonly FieldChange[] =>
  properties
    .filter(key => !same(before[key], after[key]))
    .map(key => ({
      path: `/${key}`,
      label: key,
      before: ownText(before[key] ?? unset[key]),
      after: ownText(after[key] ?? unset[key])
    }))

/** What holds where a flow says nothing. */
const unset: Partial<Record<string, unknown>> = { enabled: true }

const ownText = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** The fields of a node that differ, in the words of its form. */
export const fieldsOf = (
  { before, after }: NodeReview,
  definition: DefinitionView | undefined,
  names: ReviewNames
): readonly FieldChange[] => (before && after ? nodeFields(before, after, definition, names) : [])

/** The edits that make one node again what runs. */
export const takeBack = ({ flow, before, after }: NodeReview, current: Flow): readonly Operation[] => {
  if (before && after) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    const change = Object.fromEntries(
      [...keys].filter(key => key !== 'id').map(key => [key, before[key as keyof FlowNode]])
    )
    return [{ op: 'node:change', flow, id: after.id, change }]
  }
  if (before) return [{ op: 'node:add', flow, node: before }]
  if (!after) return []
  const unwired = current.nodes
    .filter(({ wires }) => wires.some(targets => targets.includes(after.id)))
    .map(
      ({ id, wires }): Operation => ({
        op: 'node:change',
        flow,
        id,
        change: { wires: wires.map(targets => targets.filter(target => target !== after.id)) }
      })
    )
  return [...unwired, { op: 'node:remove', flow, id: after.id }]
}
