/** How many messages of one trigger may be under way, and who waits for room. */
export class Gate {
  readonly #limit: number
  readonly #waiters: (() => void)[] = []
  #inFlight = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get full(): boolean {
    return this.#inFlight >= this.#limit
  }

  enter(): void {
    this.#inFlight++
  }

  /** Each settlement wakes one who waits, so that as many are woken as messages settle, also when more came than the limit. */
  leave(): void {
    this.#inFlight--
    this.#waiters.shift()?.()
  }

  /** Resolves when there is room for another. */
  room(): Promise<void> {
    return this.full ? new Promise(resolve => this.#waiters.push(resolve)) : ROOM
  }

  /** Wakes everybody: the trigger is going. */
  open(): void {
    for (const wake of this.#waiters.splice(0)) wake()
  }
}

const ROOM = Promise.resolve()
