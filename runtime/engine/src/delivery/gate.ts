import { Queue } from './queue.ts'

/** How many more than the limit may come of a source that sends some side by side before it looks for room. */
const SLACK = 1000

/** How many messages of one trigger may be under way, and who waits for room. */
export class Gate {
  /** How many may be under way. */
  limit: number
  readonly #waiters = new Queue<() => void>()
  #inFlight = 0

  constructor(limit: number) {
    this.limit = limit
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get full(): boolean {
    return this.#inFlight >= this.limit
  }

  /** Half of the room is taken. */
  get crowded(): boolean {
    return this.#inFlight * 2 >= this.limit
  }

  /** Far more than may be: whoever sends does not wait to be asked. */
  get overrun(): boolean {
    return this.#inFlight >= this.limit + Math.max(this.limit, SLACK)
  }

  enter(): void {
    this.#inFlight++
  }

  /** Each settlement wakes one who waits, also when more came than the limit; and where there is room, as many as there is room for. */
  leave(): void {
    this.#inFlight--
    for (let free = Math.max(1, this.limit - this.#inFlight); free > 0 && this.#waiters.size > 0; free--)
      this.#waiters.shift()?.()
  }

  /** Resolves when there is room for another. */
  room(): Promise<void> {
    return this.full ? new Promise(resolve => this.#waiters.push(resolve)) : ROOM
  }

  /** Wakes everybody: the trigger is going. */
  open(): void {
    for (let left = this.#waiters.size; left > 0; left--) this.#waiters.shift()?.()
  }
}

const ROOM = Promise.resolve()
