import type { StatusLevel } from '@millrace/sdk'

/** What every way of pausing messages is given. */
export interface PauseParts {
  /** The most messages that it may hold. */
  readonly limit: number
  defer(release: () => unknown): void
  /** Shows how many messages wait. */
  readonly show: (depth: number | string, level?: StatusLevel) => void
}

/** A limit of the rate. */
export interface RateParts extends PauseParts {
  /** Milliseconds between two messages. */
  readonly gap: number
  /** `msg.rate` sets another gap. */
  readonly adjustable: boolean
  /** Where what is not let through goes; nowhere when undefined. */
  readonly surplus: number | undefined
}
