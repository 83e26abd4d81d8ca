import type { Arrival } from './arrival.ts'

/**
 * The messages that are under way, in the order of their arrival. A linked list, because every message passes through it
 * and a hash of its id would cost more than all the rest; only those whose source may send them again are found by id.
 */
export class UnderWay implements Iterable<Arrival> {
  readonly #byId = new Map<string, Arrival>()
  #first: Arrival | undefined
  #last: Arrival | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  get first(): Arrival | undefined {
    return this.#first
  }

  /** The message that its source may send again. */
  find(id: string): Arrival | undefined {
    return this.#byId.get(id)
  }

  add(arrival: Arrival): void {
    this.#size++
    if (arrival.repeatable) this.#byId.set(arrival.id, arrival)
    arrival.before = this.#last
    if (this.#last) this.#last.after = arrival
    else this.#first = arrival
    this.#last = arrival
  }

  delete(arrival: Arrival): void {
    const { before, after } = arrival
    if (before === undefined && this.#first !== arrival) return
    this.#size--
    if (arrival.repeatable) this.#byId.delete(arrival.id)
    if (before) before.after = after
    else this.#first = after
    if (after) after.before = before
    else this.#last = before
    arrival.before = undefined
    arrival.after = undefined
  }

  clear(): void {
    for (const arrival of this) this.delete(arrival)
  }

  /** Those that are under way now; what is added or deleted meanwhile does not matter. */
  [Symbol.iterator](): Iterator<Arrival> {
    const all: Arrival[] = []
    for (let one = this.#first; one; one = one.after) all.push(one)
    return all.values()
  }
}
