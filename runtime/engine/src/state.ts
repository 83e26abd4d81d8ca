import type { State } from '@millrace/sdk'

/** The stores behind context, flow and global, by their owner: a node's address, a flow's id, or the runtime. */
export type States = (owner: string, store?: string) => State

export const stateOf = (states: States, scope: 'node' | 'flow' | 'global', owner: string, store?: string): State =>
  states(scope === 'global' ? 'global' : `${scope}:${owner}`, store)
