/**
 * The last things that were heard of, by name. A node keeps what it did with its last deliveries, so that it does the same
 * when one of them comes again: a message that failed further on is tried again from before the node.
 */
export class Recent<T> {
  readonly #limit: number
  readonly #byName = new Map<string, T>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get(name: string): T | undefined {
    return this.#byName.get(name)
  }

  /** The oldest is forgotten above the limit. */
  set(name: string, what: T): void {
    this.#byName.delete(name)
    this.#byName.set(name, what)
    const [oldest] = this.#byName.keys()
    if (this.#byName.size > this.#limit && oldest !== undefined) this.#byName.delete(oldest)
  }

  delete(name: string): void {
    this.#byName.delete(name)
  }

  clear(): void {
    this.#byName.clear()
  }
}
