import type { Runtime } from '@millrace/engine'
import type { FlowUse } from '../protocol.ts'

/** The flows with nodes that use an integration, those that it triggers first. */
export const integrationUses = (
  runtime: Pick<Runtime, 'flows' | 'definition'>,
  integration: string
): readonly FlowUse[] =>
  runtime.flows
    .flatMap(({ id, name, enabled, nodes }): FlowUse[] => {
      const using = nodes.filter(node => node.integration === integration)
      if (using.length === 0) return []
      return [
        {
          id,
          name,
          enabled: enabled !== false,
          triggered: using.some(({ type }) => runtime.definition(type)?.kind === 'trigger'),
          nodes: using.map(({ id, name, type }) => ({
            id,
            name: name || (runtime.definition(type)?.title ?? type),
            type
          }))
        }
      ]
    })
    .toSorted((a, b) => Number(b.triggered) - Number(a.triggered) || a.name.localeCompare(b.name))
