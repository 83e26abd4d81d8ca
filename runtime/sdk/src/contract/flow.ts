import type { TriggerEvent } from '../define/trigger.ts'
import type { Place, StoredConfig } from './counterpart.ts'
import type { ContractFlow, ContractIntegration, ContractNode } from './runtime.ts'

/** The types that a plugin contributes and the suite is about. */
export interface ContractTypes {
  readonly integration: string
  readonly trigger?: string
  readonly output?: string
}

/**
 * hear: the trigger and a probe. send: the suite's source and the output. carry: the trigger, a probe and the output.
 * both: `hear` and `send` in one flow. none: an empty flow.
 */
export type Shape = 'hear' | 'send' | 'carry' | 'both' | 'none'

export interface FlowOptions {
  readonly shape: Shape
  readonly trigger?: StoredConfig | undefined
  readonly events?: readonly TriggerEvent[]
}

/** Id of the integration, and address of the trigger: who owns what is kept in storage. */
export const integrationId = 'far'
export const triggerAddress = 'contract/in'

export const contractFlow = (
  types: ContractTypes,
  place: Pick<Place, 'trigger' | 'output'>,
  options: FlowOptions
): ContractFlow => {
  const { shape, events, trigger = place.trigger } = options
  const far = { integration: integrationId, at: [0, 0] as const }
  const hears: ContractNode[] = [
    {
      ...far,
      id: 'in',
      type: types.trigger ?? '',
      config: trigger ?? {},
      wires: [['probe']],
      ...(events && { events })
    },
    { id: 'probe', type: 'contract/probe', at: [0, 0], wires: [shape === 'carry' ? ['out'] : []] }
  ]
  const sends: ContractNode[] = [{ ...far, id: 'out', type: types.output ?? '', config: place.output ?? {}, wires: [] }]
  const source: ContractNode = { id: 'source', type: 'contract/source', at: [0, 0], wires: [['out']] }
  const nodes = {
    hear: hears,
    send: [source, ...sends],
    carry: [...hears, ...sends],
    both: [...hears, source, ...sends],
    none: []
  }
  return { format: 1, id: 'contract', name: 'Contract', nodes: nodes[shape] }
}

export const contractIntegration = (
  types: ContractTypes,
  config: StoredConfig,
  more: Partial<ContractIntegration> = {}
): ContractIntegration => ({ id: integrationId, type: types.integration, name: 'Far side', config, ...more })
