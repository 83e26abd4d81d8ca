import type { ActivityMinute, ActivityTotal } from '../protocol.ts'

const MINUTE = 60_000
export const SHOWN = 60

export const nothing: ActivityTotal = { received: 0, sent: 0, bytesReceived: 0, bytesSent: 0 }

export const plus = (a: ActivityTotal, b: ActivityTotal): ActivityTotal => ({
  received: a.received + b.received,
  sent: a.sent + b.sent,
  bytesReceived: a.bytesReceived + b.bytesReceived,
  bytesSent: a.bytesSent + b.bytesSent
})

/** What passed in each of the last sixty minutes, and in all. */
export class Minutes {
  readonly #byMinute = new Map<number, ActivityTotal>()
  total = nothing

  add(amount: ActivityTotal, now: number): void {
    const minute = begin(now)
    this.total = plus(this.total, amount)
    this.#byMinute.set(minute, plus(this.#byMinute.get(minute) ?? nothing, amount))
    for (const old of this.#byMinute.keys()) if (old <= minute - SHOWN * MINUTE) this.#byMinute.delete(old)
  }

  /** The minute that runs. */
  current(now: number): ActivityMinute {
    const minute = begin(now)
    return { minute, ...(this.#byMinute.get(minute) ?? nothing) }
  }

  /** Oldest first, with those in which nothing passed. */
  last(now: number): readonly ActivityMinute[] {
    const first = begin(now) - (SHOWN - 1) * MINUTE
    return Array.from({ length: SHOWN }, (_, i) => {
      const minute = first + i * MINUTE
      return { minute, ...(this.#byMinute.get(minute) ?? nothing) }
    })
  }
}

const begin = (now: number): number => now - (now % MINUTE)
