import type { Received } from './scenario.ts'

export interface Tally {
  /** Promised, and never came out. */
  readonly lost: number
  /** Came out more than once. */
  readonly duplicates: number
  /** Came out under more than one delivery id: what is left for a receiver that drops ids it knows. */
  readonly afterDeduplication: number
}

export const missing = (promised: ReadonlySet<string>, received: readonly Received[]): number => {
  const came = new Set(received.map(({ text }) => text))
  let count = 0
  for (const text of promised) if (!came.has(text)) count++
  return count
}

export const tallyOf = (promised: ReadonlySet<string>, received: readonly Received[]): Tally => {
  const times = new Map<string, number>()
  const ids = new Map<string, Set<string | undefined>>()
  for (const { text, id } of received) {
    if (!promised.has(text)) continue
    times.set(text, (times.get(text) ?? 0) + 1)
    ids.set(text, (ids.get(text) ?? new Set()).add(id))
  }
  return {
    lost: missing(promised, received),
    duplicates: [...times.values()].filter(count => count > 1).length,
    afterDeduplication: [...ids.values()].filter(({ size }) => size > 1).length
  }
}
