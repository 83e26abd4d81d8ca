import { type Answers, type StateScope, slotOf } from '../boundary.ts'
import type { Change } from '../process/protocol.ts'

/** An answer of the parent; `lasting` where it tells of changes. */
interface Answer<T> {
  readonly lasting: boolean
  readonly value: T
}

export type AskParent = <T>(...question: readonly unknown[]) => Answer<T>

/** What code of one flow asks, answered from what is known already. The parent tells of changes with the work that needs them; what it cannot watch is asked for again in each batch. */
export class KnownAnswers implements Answers {
  readonly #ask: AskParent
  readonly #values = new Map<string, string | undefined>()
  readonly #keys = new Map<string, readonly string[]>()
  readonly #env = new Map<string, string | undefined>()
  readonly #passing = new Set<string>()

  constructor(ask: AskParent) {
    this.#ask = ask
  }

  /** A batch begins. */
  begin(changes: readonly Change[]): void {
    for (const at of this.#passing) {
      this.#values.delete(at)
      this.#keys.delete(at)
    }
    this.#passing.clear()
    for (const [slot, key, value] of changes) {
      if (key === undefined) this.#keys.delete(slot)
      else this.#values.set(`${slot}\0${key}`, value ?? undefined)
    }
  }

  read(fn: number, scope: StateScope, store: string, key: string): string | undefined {
    const at = `${slotOf(fn, scope, store)}\0${key}`
    if (this.#values.has(at)) return this.#values.get(at)
    const { lasting, value } = this.#ask<string | undefined>('read', fn, scope, store, key)
    this.#values.set(at, value)
    if (!lasting) this.#passing.add(at)
    return value
  }

  keys(fn: number, scope: StateScope, store: string): readonly string[] {
    const at = slotOf(fn, scope, store)
    const known = this.#keys.get(at)
    if (known) return known
    const { lasting, value } = this.#ask<readonly string[]>('keys', fn, scope, store)
    this.#keys.set(at, value)
    if (!lasting) this.#passing.add(at)
    return value
  }

  env(fn: number, name: string): string | undefined {
    const at = `${fn} ${name}`
    if (!this.#env.has(at)) this.#env.set(at, this.#ask<string | undefined>('env', fn, name).value)
    return this.#env.get(at)
  }

  wrote(fn: number, scope: StateScope, store: string, key: string, value: string): void {
    const slot = slotOf(fn, scope, store)
    const at = `${slot}\0${key}`
    if (this.#values.has(at)) this.#values.set(at, value)
    this.#keys.delete(slot)
  }

  watch(): undefined {
    return undefined
  }
}
