import { encode } from '@millrace/sdk'
import type { Answers, StateScope } from '../boundary.ts'
import type { BoundFunction } from './bound-function.ts'

/** Answers what code of these functions asks, from the contexts of their nodes. */
export const answersOf = (functions: ReadonlyMap<number, BoundFunction>): Answers => {
  const stateOf = (fn: number, scope: StateScope, store: string) =>
    functions.get(fn)?.context.state(scope, store === '' ? undefined : store)
  return {
    read: (fn, scope, store, key) => {
      const value = stateOf(fn, scope, store)?.get(key)
      return value === undefined ? undefined : encode(value)
    },
    keys: (fn, scope, store) => stateOf(fn, scope, store)?.keys() ?? [],
    env: (fn, name) => functions.get(fn)?.context.env(name),
    watch: (fn, scope, store, changed) => stateOf(fn, scope, store)?.watch?.(changed),
    wrote: () => {}
  }
}
