/** Milliseconds before what was refused is offered again: doubled from time to time, up to the most. */
const FIRST = 250
const MOST = 30_000

/** What was refused, until it is offered again: together, after a while, in its order. */
export class Refusals {
  readonly #over: () => void
  readonly #refused = new Map<number, () => void>()
  #wait = FIRST
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  /** `over` is called each time that nothing waits any more. */
  constructor(over: () => void) {
    this.#over = over
  }

  get waiting(): boolean {
    return this.#refused.size > 0
  }

  add(sequenceNumber: number, again: () => void): void {
    if (this.#closed) return
    this.#refused.set(sequenceNumber, again)
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => this.#offer(), this.#wait)
    this.#wait = Math.min(2 * this.#wait, MOST)
  }

  /** Something was taken. */
  reset(): void {
    this.#wait = FIRST
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#refused.clear()
  }

  #offer(): void {
    this.#timer = undefined
    const refused = [...this.#refused].sort(([a], [b]) => a - b)
    this.#refused.clear()
    for (const [, again] of refused) again()
    if (!this.waiting) this.#over()
  }
}
