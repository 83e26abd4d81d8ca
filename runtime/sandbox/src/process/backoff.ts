/** How often a process may be brought down before the flow that does it has to wait. */
const FREE = 2
const FIRST = 250
const LONGEST = 30_000
/** Milliseconds without trouble after which all is forgotten. */
const FORGIVEN = 60_000

/** The waits of a flow that brings down its process again and again. */
export class Backoff {
  #count = 0
  #last = Number.NEGATIVE_INFINITY

  /** It has happened. Gives the milliseconds to wait. */
  next(now = performance.now()): number {
    if (now - this.#last > FORGIVEN) this.#count = 0
    this.#last = now
    this.#count++
    return this.#count <= FREE ? 0 : Math.min(LONGEST, FIRST * 2 ** (this.#count - FREE - 1))
  }
}
