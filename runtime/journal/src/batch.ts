import type { Entry } from '@millrace/engine'
import type { LetterRow } from './row.ts'
import type { Held } from './under-way.ts'

/** What one commit will change. Everybody who asked for a part of it waits for the same promise. */
export class Batch {
  readonly writes = new Map<number, { readonly held: Held; readonly entry: Entry }>()
  readonly erases = new Set<number>()
  /** Ids of messages that are done: whatever fails, they do not come back. */
  readonly erased = new Set<string>()
  /** Dead letters by id, each with the entry that is under way again when burying it fails. */
  readonly burials = new Map<string, { readonly row: LetterRow; readonly held: Held | undefined }>()
  /** Entries that could not be written, while the rest of the batch was. */
  readonly refused = new Map<Held, unknown>()
  readonly #outcome = Promise.withResolvers<void>()
  readonly done = this.#outcome.promise
  readonly resolve = this.#outcome.resolve
  readonly reject = this.#outcome.reject
  /** Somebody waits for it; otherwise it holds only what an earlier commit could not erase. */
  asked = false

  constructor() {
    // Erasures of an earlier commit may be all it holds: then nobody listens.
    this.done.catch(() => {})
  }

  get urgent(): boolean {
    return this.writes.size > 0 || this.burials.size > 0
  }

  get empty(): boolean {
    return !this.urgent && this.erases.size === 0
  }

  /** Resolves when this entry is safe. */
  async written(held: Held): Promise<void> {
    await this.done
    if (this.refused.has(held)) throw this.refused.get(held)
  }
}
