import type { Batches } from './batches.ts'

/** What every way of making batches is given. */
export interface BatchParts {
  /** The most messages that it may hold. */
  readonly limit: number
  readonly batches: Batches
  defer(release: () => unknown): void
}
