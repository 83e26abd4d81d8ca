import type { ServerParts } from '../operations/parts.ts'

/**
 * Why a request to the trigger at an address is better sent again later: its message could not be kept safe. One that is
 * answered by its flow is never journaled and needs no such safety.
 */
export const flowRefusal = ({ runtime, health }: ServerParts, address: string): string | undefined => {
  const { refusal } = health
  if (refusal === undefined) return undefined
  const [flow, node] = address.split('/')
  const type = runtime.flows.find(({ id }) => id === flow)?.nodes.find(({ id }) => id === node)?.type
  const definition = type === undefined ? undefined : runtime.definition(type)
  return definition?.kind === 'trigger' && definition.replies ? undefined : refusal
}
