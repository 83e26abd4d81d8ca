import type { Flow, Runtime } from '@millrace/engine'

/** A node of a flow that takes in or sends out through an integration. */
export interface User {
  readonly address: string
  readonly integration: string
  readonly kind: 'trigger' | 'node'
  /** Outputs whose last message is one that this node took. */
  readonly feeds: readonly { readonly address: string; readonly port: number }[]
}

/** The nodes that use an integration; not those that choose it for each message. */
export const usersOf = (runtime: Pick<Runtime, 'definition'>, flows: readonly Flow[]): readonly User[] =>
  flows.flatMap(flow =>
    flow.nodes.flatMap(({ id, type, integration }) => {
      const kind = runtime.definition(type)?.kind
      if (integration === undefined || (kind !== 'trigger' && kind !== 'node')) return []
      return [{ address: `${flow.id}/${id}`, integration, kind, feeds: kind === 'trigger' ? [] : feedsOf(flow, id) }]
    })
  )

const feedsOf = (flow: Flow, target: string): User['feeds'] =>
  flow.nodes.flatMap(({ id, wires }) =>
    wires.flatMap((targets, port) => (targets.includes(target) ? [{ address: `${flow.id}/${id}`, port }] : []))
  )
