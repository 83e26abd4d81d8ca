import type { NodeCounts } from '@millrace/engine'

/** How busy the outputs of nodes are, made from what they have counted. */
export interface Traffic {
  /** Takes the newest counts. Says for which nodes anything changed. */
  take(counts: ReadonlyMap<string, NodeCounts>, now: number): void
  /** No counts have come for a while: nothing flows. */
  rest(): void
  /** Messages per second. */
  rate(address: string, port?: number): number
  /** The last rates, newest last. */
  history(address: string, port: number): readonly number[]
  waiting(address: string): number
  /** Whether deliveries to it have failed in the last step. */
  failing(address: string): boolean
}

interface Flowing {
  readonly counts: NodeCounts
  readonly rates: readonly number[]
  readonly history: readonly (readonly number[])[]
  readonly failing: boolean
}

const kept = 12
/** How much the newest step counts against those before. */
const weight = 0.6

export const createTraffic = (): Traffic => {
  let flowing = new Map<string, Flowing>()
  let at: number | undefined

  return {
    take: (counts, now) => {
      const seconds = at === undefined ? undefined : (now - at) / 1000
      // Two pushes at once tell no rate.
      if (seconds !== undefined && seconds < 0.2) return
      at = now
      const next = new Map<string, Flowing>()
      for (const [address, count] of counts) next.set(address, step(flowing.get(address), count, seconds))
      flowing = next
    },
    rest: () => {
      flowing = new Map(
        [...flowing].map(([address, one]) => [address, { ...one, rates: one.rates.map(() => 0), failing: false }])
      )
    },
    rate: (address, port) => {
      const rates = flowing.get(address)?.rates ?? []
      return port === undefined ? rates.reduce((sum, rate) => sum + rate, 0) : (rates[port] ?? 0)
    },
    history: (address, port) => flowing.get(address)?.history.map(rates => rates[port] ?? 0) ?? [],
    waiting: address => flowing.get(address)?.counts.waiting ?? 0,
    failing: address => flowing.get(address)?.failing ?? false
  }
}

const step = (before: Flowing | undefined, counts: NodeCounts, seconds: number | undefined): Flowing => {
  if (!before || seconds === undefined) return { counts, rates: counts.sent.map(() => 0), history: [], failing: false }
  const rates = counts.sent.map((sent, port) => {
    const gained = Math.max(0, sent - (before.counts.sent[port] ?? 0)) / seconds
    const known = before.rates[port] ?? 0
    if (gained === 0 && known < 0.05) return 0
    return known === 0 ? gained : gained * weight + known * (1 - weight)
  })
  return {
    counts,
    rates,
    history: [...before.history, rates].slice(-kept),
    failing: counts.failed > before.counts.failed
  }
}

/** "41", "0.3" */
export const rateText = (rate: number): string =>
  rate >= 10 ? String(Math.round(rate)) : String(Math.round(rate * 10) / 10)
