import type { Flow, FlowNode } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'

/** The nodes that use an integration, flow by flow: those that it starts, and those that send to it. */
export interface IntegrationUse {
  readonly flow: Flow
  readonly triggers: readonly FlowNode[]
  readonly others: readonly FlowNode[]
}

export const usesOf = (
  flows: readonly Flow[],
  integration: string,
  kind: (type: string) => DefinitionView['kind'] | undefined
): readonly IntegrationUse[] =>
  flows.flatMap(flow => {
    const nodes = flow.nodes.filter(node => node.integration === integration)
    if (nodes.length === 0) return []
    const triggers = nodes.filter(({ type }) => kind(type) === 'trigger')
    return [{ flow, triggers, others: nodes.filter(node => !triggers.includes(node)) }]
  })
