import type { Arrival } from './arrival.ts'

/** Messages that are not being handled now: those whose next try is not due, and those whose flow is disabled. */
export class Waiting {
  readonly #timers = new Map<Arrival, ReturnType<typeof setTimeout>>()
  readonly #parked = new Set<Arrival>()

  get size(): number {
    return this.#timers.size + this.#parked.size
  }

  /** Calls `go` after `delay` milliseconds. */
  later(arrival: Arrival, delay: number, go: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(arrival)
      go()
    }, delay)
    this.#timers.set(arrival, timer)
  }

  park(arrival: Arrival): void {
    this.#parked.add(arrival)
  }

  /** Those that were parked, which are no longer. */
  unpark(): readonly Arrival[] {
    const parked = [...this.#parked]
    this.#parked.clear()
    return parked
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#parked.clear()
  }
}
