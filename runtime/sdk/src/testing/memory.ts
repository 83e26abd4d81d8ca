import type { Log, Metrics, Storage } from '../define/context.ts'
import type { State } from '../define/node.ts'

export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
export const noMetrics: Metrics = { count() {}, gauge() {} }

export const memoryState = (): State => {
  const values = new Map<string, unknown>()
  return {
    get: key => values.get(key),
    set: (key, value) => void (value === undefined ? values.delete(key) : values.set(key, value)),
    keys: () => [...values.keys()]
  }
}

export const memoryStorage = (): Storage => {
  const values = new Map<string, unknown>()
  return {
    get: async key => values.get(key),
    set: async (key, value) => void (value === undefined ? values.delete(key) : values.set(key, value)),
    keys: async (prefix = '') => [...values.keys()].filter(key => key.startsWith(prefix))
  }
}

/** Frozen all the way down, so that who edits a message in place is found out. */
export const deepFreeze = <T>(value: T): T => {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
  Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
