/** The longest that a timer can wait, in milliseconds: 24 days. */
const LONGEST = 2 ** 31 - 1

/** One timer, for one time. The clock is that of `performance.now`, which nobody sets. */
export class Alarm {
  readonly #ring: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #at = Number.POSITIVE_INFINITY

  constructor(ring: () => void) {
    this.#ring = ring
  }

  /** Rings at that time, and no longer at the one set before. */
  set(at: number): void {
    if (at === this.#at) return
    this.clear()
    if (at === Number.POSITIVE_INFINITY) return
    this.#at = at
    this.#wait()
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#at = Number.POSITIVE_INFINITY
  }

  #wait(): void {
    const left = Math.max(0, Math.ceil(this.#at - performance.now()))
    this.#timer = setTimeout(this.#look, Math.min(left, LONGEST))
  }

  readonly #look = (): void => {
    if (performance.now() < this.#at) {
      this.#wait()
      return
    }
    this.#at = Number.POSITIVE_INFINITY
    this.#ring()
  }
}
