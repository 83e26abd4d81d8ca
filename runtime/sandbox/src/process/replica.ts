import { type Answers, type StateScope, slotOf } from '../boundary.ts'
import type { Change } from './protocol.ts'

interface Slot {
  readonly fn: number
  readonly scope: StateScope
  readonly store: string
  /** What the process knows of it. */
  readonly keys: Set<string>
  readonly changed: Set<string>
  knowsKeys: boolean
  keysChanged: boolean
  readonly end: () => void
}

type Question = readonly [what: 'read' | 'keys' | 'env', fn: number, ...details: string[]]

/**
 * What a process knows of the state of one flow: it asks for a value once, and is told of changes with the work that
 * needs them. What nobody can watch it is told for one batch only.
 */
export class Replica {
  readonly #answers: Answers
  readonly #slots = new Map<string, Slot>()

  constructor(answers: Answers) {
    this.#answers = answers
  }

  /** Answers a question of the process, as JSON. */
  answer(text: string): string {
    try {
      return JSON.stringify(this.#find(JSON.parse(text)))
    } catch (error) {
      return JSON.stringify({ error: (error as Error).message })
    }
  }

  /** What has changed since it was told last. */
  takeChanges(): readonly Change[] {
    const changes: Change[] = []
    for (const [at, slot] of this.#slots) {
      const { fn, scope, store } = slot
      for (const key of slot.changed) changes.push([at, key, this.#answers.read(fn, scope, store, key) ?? null])
      slot.changed.clear()
      if (slot.keysChanged) changes.push([at])
      slot.keysChanged = false
    }
    return changes
  }

  /** A function is no more. */
  forget(fn: number): void {
    for (const [at, slot] of this.#slots) {
      if (slot.scope !== 'node' || slot.fn !== fn) continue
      slot.end()
      this.#slots.delete(at)
    }
  }

  /** The process is gone, and with it all that it knew. */
  clear(): void {
    for (const { end } of this.#slots.values()) end()
    this.#slots.clear()
  }

  #find([what, fn, ...details]: Question): { readonly lasting: boolean; readonly value: unknown } {
    if (what === 'env') return { lasting: true, value: this.#answers.env(fn, details[0] ?? '') }
    const [scope = 'node', store = '', key = ''] = details as [StateScope, string, string]
    const slot = this.#slot(fn, scope, store)
    if (what === 'keys') {
      if (slot) slot.knowsKeys = true
      return { lasting: slot !== undefined, value: this.#answers.keys(fn, scope, store) }
    }
    slot?.keys.add(key)
    return { lasting: slot !== undefined, value: this.#answers.read(fn, scope, store, key) }
  }

  /** Undefined where changes are not told. */
  #slot(fn: number, scope: StateScope, store: string): Slot | undefined {
    const at = slotOf(fn, scope, store)
    const found = this.#slots.get(at)
    if (found) return found
    const changed = new Set<string>()
    const keys = new Set<string>()
    const end = this.#answers.watch(fn, scope, store, key => {
      if (keys.has(key)) changed.add(key)
      if (slot.knowsKeys) slot.keysChanged = true
    })
    const slot: Slot = { fn, scope, store, keys, changed, knowsKeys: false, keysChanged: false, end: end ?? (() => {}) }
    if (!end) return undefined
    this.#slots.set(at, slot)
    return slot
  }
}
