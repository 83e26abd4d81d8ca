import type { Request } from './asking.ts'
import type { Codec } from './codec.ts'

type Done = (error: unknown, ...values: unknown[]) => void

/** `context`, `flow` and `global` as Node-RED gives them: keys or arrays of keys, an optional store, an optional callback; besides, `increment`, which loses nothing that others add at the same time. Its text runs inside isolates. */
export const state = (request: Request, codec: Codec) => {
  const { isArray } = Array

  /** Returns the result, or hands it to the callback that stands last. */
  const answer = (rest: readonly unknown[], many: boolean, work: (store: string) => unknown): unknown => {
    const callback = rest.find(part => typeof part === 'function') as Done | undefined
    const store = typeof rest[0] === 'string' ? rest[0] : ''
    if (!callback) return work(store)
    let result: unknown
    try {
      result = work(store)
    } catch (error) {
      return void callback(error)
    }
    callback(undefined, ...(many ? (result as unknown[]) : [result]))
  }

  return (scope: 'node' | 'flow' | 'global') => {
    const read = (key: unknown, store: string) => request('get', scope, store, String(key))
    const write = (key: unknown, value: unknown, store: string) =>
      request('set', scope, store, String(key), value === undefined ? '' : codec.encode(value))
    return {
      get: (key: unknown, ...rest: unknown[]) =>
        answer(rest, isArray(key), store => (isArray(key) ? key.map(one => read(one, store)) : read(key, store))),
      set: (key: unknown, value: unknown, ...rest: unknown[]) =>
        answer(rest, false, store => {
          if (!isArray(key)) return void write(key, value, store)
          key.forEach((one, i) => void write(one, isArray(value) ? value[i] : i === 0 ? value : undefined, store))
        }),
      increment: (key: unknown, by: unknown = 1, store: unknown = '') =>
        request('add', scope, String(store), String(key), String(by)),
      keys: (...rest: unknown[]) => answer(rest, false, store => request('keys', scope, store))
    }
  }
}
