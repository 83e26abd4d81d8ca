import type { FlowNode } from '@millrace/engine'
import { type DefinitionView, fill, type Problem, portsOf, type TriggerEvent } from '@millrace/sdk'
import type { Operation } from '../document/document.ts'
import { same } from '../document/same.ts'
import { editList, type ListEdit } from '../forms/list-edit.ts'

/** A node as it stands in its tray, not yet in its flow. */
export interface NodeDraft {
  readonly name: string
  readonly enabled: boolean
  readonly integration: string | undefined
  readonly events: readonly TriggerEvent[]
  readonly config: Readonly<Record<string, unknown>>
  readonly wires: FlowNode['wires']
}

export const draftOf = (node: FlowNode): NodeDraft => ({
  name: node.name ?? '',
  enabled: node.enabled !== false,
  integration: node.integration,
  events: node.events ?? MESSAGE,
  config: node.config ?? {},
  wires: node.wires
})

const MESSAGE: readonly TriggerEvent[] = ['message']

/** The edit that brings a draft into its flow; undefined when it changes nothing. What stands for nothing is left out of the file. */
export const draftEdit = (
  flow: string,
  node: FlowNode,
  draft: NodeDraft,
  definition: DefinitionView | undefined
): Operation | undefined => {
  const next = {
    name: draft.name.trim() || undefined,
    enabled: draft.enabled ? undefined : false,
    integration: draft.integration,
    events: same(draft.events, MESSAGE) ? undefined : draft.events,
    config: node.config === undefined && Object.keys(draft.config).length === 0 ? undefined : draft.config,
    wires: definition ? fittedWires(definition, draft) : draft.wires
  }
  const changed = Object.entries(next).filter(([key, value]) => !same(value, node[key as keyof FlowNode]))
  if (changed.length === 0) return undefined
  return { op: 'node:change', flow, id: node.id, change: Object.fromEntries(changed) }
}

/** Wires of outputs that are gone go with them. */
const fittedWires = ({ outputs, config: schema }: DefinitionView, { config, wires }: NodeDraft): FlowNode['wires'] => {
  const { count } = portsOf(outputs, fill(schema, config) as Readonly<Record<string, unknown>>)
  return wires.length > count ? wires.slice(0, count) : wires
}

/** When the list that makes a node's outputs is edited, wires stay with their entry. */
export const wiresAfter = (
  { outputs }: DefinitionView,
  wires: FlowNode['wires'],
  length: number,
  path: string,
  edit: ListEdit
): FlowNode['wires'] => {
  const each = outputs !== null && typeof outputs === 'object' && 'each' in outputs ? outputs.each : undefined
  if (each === undefined || path !== `/${each}`) return wires
  const all = Array.from({ length: Math.max(length, wires.length) }, (_, port) => wires[port] ?? [])
  return editList(all, edit, () => [])
}

/** What only the whole node shows: which integration, and that something starts its flow. */
export const nodeProblems = (
  definition: DefinitionView,
  draft: NodeDraft,
  known: (integration: string) => boolean
): { readonly integration?: Problem; readonly events?: Problem } => {
  if (definition.integration === undefined) return {}
  const chosen = draft.integration !== undefined && known(draft.integration)
  return {
    ...(chosen ? {} : { integration: { path: INTEGRATION, message: 'is required' } }),
    ...(definition.kind === 'trigger' && draft.events.length === 0
      ? { events: { path: EVENTS, message: 'must have at least one' } }
      : {})
  }
}

/** Places of a node that are not in its config, told apart from those by the colon. */
export const INTEGRATION = '/:integration'
export const EVENTS = '/:events'
