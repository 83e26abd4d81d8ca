import { isDeepStrictEqual } from 'node:util'
import type { Flow, FlowNode } from '../files/flow.ts'

/** What of a node makes it run differently. Moving, renaming, wiring and comments do not. */
const running = ({ type, version, enabled, integration, events, config, retry, maxInFlight, orderBy }: FlowNode) => ({
  type,
  version,
  enabled: enabled !== false,
  integration,
  events,
  config,
  retry,
  maxInFlight,
  orderBy
})

export const sameNode = (before: FlowNode | undefined, after: FlowNode): boolean =>
  before !== undefined && (before === after || isDeepStrictEqual(running(before), running(after)))

/** Names of the entries that differ. */
export const changedKeys = (before: object = {}, after: object = {}): Set<string> => {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return new Set([...Object.keys(a), ...Object.keys(b)].filter(key => !isDeepStrictEqual(a[key], b[key])))
}

export const sameFlow = (before: Flow | undefined, after: Flow): boolean =>
  before !== undefined && (before === after || isDeepStrictEqual(before, after))
