import { RejectedError } from '@millrace/sdk'
import type { Delivery } from './delivery.ts'
import type { Pacer } from './pacer.ts'
import { Queue } from './queue.ts'

/**
 * Stands in front of a node that cannot take every message at once: because it handles only so many at a time, because its
 * connection is away, or because a limit is reached. What has to wait waits here, in order, un-acknowledged; how much can
 * wait is bounded by what its triggers may have in flight.
 */
export class Door {
  readonly #handle: (delivery: Delivery) => void
  readonly #concurrency: number
  readonly #needsConnection: boolean
  readonly #waiting = new Queue<Delivery>()
  #pacer: Pacer | undefined
  #connection: unknown
  #up = false
  #running = 0
  #pumping = false

  constructor(options: {
    readonly concurrency?: number | undefined
    readonly connection: boolean
    handle(delivery: Delivery): void
  }) {
    this.#handle = options.handle
    this.#concurrency = options.concurrency ?? Number.POSITIVE_INFINITY
    this.#needsConnection = options.connection
  }

  get waiting(): number {
    return this.#waiting.size
  }

  get connection(): unknown {
    return this.#connection
  }

  /** Whether the delivery may be handled now; if not it waits and is handled when its turn comes. */
  enter(delivery: Delivery): boolean {
    if (this.#waiting.size === 0 && this.#mayPass()) {
      this.#running++
      return true
    }
    this.#waiting.push(delivery)
    return false
  }

  leave(): void {
    this.#running--
    this.#pacer?.give()
    if (this.#waiting.size > 0) this.pump()
  }

  /** After a failure: when the connection it was tried on is gone, the message waits for the next one instead of failing. */
  again(delivery: Delivery, connection: unknown, error: unknown): boolean {
    if (!this.#needsConnection || error instanceof RejectedError) return false
    if (this.#up && this.#connection === connection) return false
    this.#waiting.unshift(delivery)
    this.leave()
    return true
  }

  open(connection: unknown, pacer: Pacer | undefined): void {
    this.#connection = connection
    this.#pacer = pacer
    this.#up = true
    this.pump()
  }

  close(): void {
    this.#up = false
    this.#connection = undefined
  }

  pump = (): void => {
    if (this.#pumping) return
    this.#pumping = true
    while (this.#waiting.size > 0 && this.#mayPass()) {
      this.#running++
      this.#handle(this.#waiting.shift() as Delivery)
    }
    this.#pumping = false
  }

  /** Takes out everything that waits: the node is going, and somebody else sees to its messages. */
  clear(): void {
    while (this.#waiting.shift() !== undefined);
  }

  #mayPass(): boolean {
    if (this.#running >= this.#concurrency) return false
    if (this.#needsConnection && !this.#up) return false
    return this.#pacer?.take(this.pump) ?? true
  }
}
