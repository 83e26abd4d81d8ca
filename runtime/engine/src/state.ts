import type { State } from '@millrace/sdk'

/** The stores behind context, flow and global, by their owner: a node's address, a flow's id, or the runtime. */
export type States = (owner: string, store?: string) => State

export const stateOf = (states: States, scope: 'node' | 'flow' | 'global', owner: string, store?: string): State =>
  states(scope === 'global' ? 'global' : `${scope}:${owner}`, store)

/** The same states, told of each change that is made through them. */
export const watchable = (states: States): States => {
  const known = new Map<string, State>()
  return (owner, store) => {
    const key = `${store ?? ''}\n${owner}`
    const found = known.get(key) ?? watched(states(owner, store))
    known.set(key, found)
    return found
  }
}

const watched = (state: State): State => {
  if (state.watch) return state
  const listeners = new Set<(key: string) => void>()
  return {
    get: key => state.get(key),
    set: (key, value) => {
      state.set(key, value)
      for (const changed of listeners) changed(key)
    },
    keys: () => state.keys(),
    watch: changed => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    }
  }
}
