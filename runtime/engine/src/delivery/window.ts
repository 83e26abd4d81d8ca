/** A limit of so many in so much time, exact over every stretch of that length: it remembers when the last ones passed. */
export class SlidingWindow {
  readonly #times: Float64Array
  readonly #span: number
  #next = 0

  /** `span` in milliseconds. */
  constructor(count: number, span: number) {
    this.#times = new Float64Array(Math.max(1, count)).fill(Number.NEGATIVE_INFINITY)
    this.#span = span
  }

  /** How many have passed in the stretch that ends now. */
  used(now: number): number {
    let used = 0
    for (const time of this.#times) if (time > now - this.#span) used++
    return used
  }

  /** Milliseconds until another may pass; 0 when it may now. */
  wait(now: number): number {
    return Math.max(0, (this.#times[this.#next] as number) + this.#span - now)
  }

  pass(now: number): void {
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#times.length
  }
}
