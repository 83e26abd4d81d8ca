/** A message of a queue, and whether somebody had it before. */
interface Held {
  readonly id: string
  readonly body: string
  again: boolean
}

/** Keeps messages until they are done; what was handed out and given back is handed out again, first. */
export class Queue {
  /** Every body that was ever put. */
  readonly put: string[] = []
  readonly #name: string
  readonly #waiting: Held[] = []
  readonly #leased = new Map<string, { readonly held: Held; readonly by: object }>()

  constructor(name: string) {
    this.#name = name
  }

  get size(): number {
    return this.#waiting.length + this.#leased.size
  }

  add(body: string): void {
    this.put.push(body)
    this.#waiting.push({ id: `${this.#name}#${this.put.length}`, body, again: false })
  }

  lease(by: object): Held | undefined {
    const held = this.#waiting.shift()
    if (held) this.#leased.set(held.id, { held, by })
    return held
  }

  done(id: string): void {
    this.#leased.delete(id)
  }

  back(id: string): void {
    const lease = this.#leased.get(id)
    if (!lease || !this.#leased.delete(id)) return
    lease.held.again = true
    this.#waiting.unshift(lease.held)
  }

  /** Somebody has gone: what they had comes back, in its order. */
  gone(by: object): void {
    for (const [id, lease] of [...this.#leased].reverse()) if (lease.by === by) this.back(id)
  }
}
