/**
 * What a node did with its last deliveries, so that it does the same when one of them comes again: a message that failed
 * further on is tried again from before the node.
 */
export class Recent<T> {
  readonly #limit: number
  readonly #byDelivery = new Map<string, T>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get(delivery: string): T | undefined {
    return this.#byDelivery.get(delivery)
  }

  /** The oldest is forgotten above the limit. */
  set(delivery: string, did: T): void {
    this.#byDelivery.delete(delivery)
    this.#byDelivery.set(delivery, did)
    const [oldest] = this.#byDelivery.keys()
    if (this.#byDelivery.size > this.#limit && oldest !== undefined) this.#byDelivery.delete(oldest)
  }
}
