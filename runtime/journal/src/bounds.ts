/** Nothing grows without bound: beyond these the journal refuses messages and forgets its oldest dead letters. */
export interface JournalBounds {
  /** Messages under way. */
  readonly count: number
  /** Bytes of all messages under way, encoded. */
  readonly bytes: number
  /** Milliseconds that the oldest message under way may have waited before others are refused. */
  readonly age: number
  readonly deadLetters: DeadLetterBounds
}

/** Beyond these the oldest dead letters go first; how many went is counted. */
export interface DeadLetterBounds {
  readonly count: number
  readonly bytes: number
  /** Milliseconds since it was buried. */
  readonly age: number
}

export type PartialBounds = Partial<Omit<JournalBounds, 'deadLetters'>> & {
  readonly deadLetters?: Partial<DeadLetterBounds>
}

const mebibyte = 1024 * 1024

/** The age of messages is unbounded by default: one that is parked with a disabled flow must not stop all others. */
export const defaultBounds: JournalBounds = {
  count: 100_000,
  bytes: 512 * mebibyte,
  age: Number.POSITIVE_INFINITY,
  deadLetters: { count: 10_000, bytes: 64 * mebibyte, age: 30 * 24 * 3600 * 1000 }
}

export const withDefaults = (bounds: PartialBounds = {}): JournalBounds => ({
  ...defaultBounds,
  ...bounds,
  deadLetters: { ...defaultBounds.deadLetters, ...bounds.deadLetters }
})
