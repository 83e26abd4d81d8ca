import type { State, Storage } from '@millrace/sdk'

/** State in memory: gone with the process. */
export const memoryState = (): State => {
  const values = new Map<string, unknown>()
  return {
    get: key => values.get(key),
    set: (key, value) => void (value === undefined ? values.delete(key) : values.set(key, value)),
    keys: () => [...values.keys()]
  }
}

/** One state per owner and store, made when it is first asked for. */
export const memoryStates = (): ((owner: string, store?: string) => State) => {
  const states = new Map<string, State>()
  return (owner, store = 'default') => {
    const key = `${store}\n${owner}`
    const state = states.get(key) ?? memoryState()
    states.set(key, state)
    return state
  }
}

/** Storage in memory, per owner. */
export const memoryStorages = (): ((owner: string) => Storage) => {
  const states = memoryStates()
  return owner => {
    const state = states(owner)
    return {
      get: async key => state.get(key),
      set: async (key, value) => state.set(key, value),
      keys: async (prefix = '') => state.keys().filter(key => key.startsWith(prefix))
    }
  }
}
