import { RejectedError, RetryError } from '@millrace/sdk'
import type { Delivery } from './delivery.ts'
import { retryDelay } from './retry.ts'

/** Failures of which the retries of their node are used up: neither the node nor the flow tries again. */
export const exhausted = new WeakSet<Error>()

/** Nodes with a retry policy of their own: what fails there is tried again there, and no other part of the flow runs again. */
export class NodeRetries {
  readonly #waiting = new Map<Delivery, ReturnType<typeof setTimeout>>()
  readonly #again: (delivery: Delivery) => void

  constructor(again: (delivery: Delivery) => void) {
    this.#again = again
  }

  /** Whether the delivery is tried again, later. */
  take(delivery: Delivery, error: Error): boolean {
    const { retry } = delivery.station.unit
    if (retry === undefined || error instanceof RejectedError) return false
    const failures = delivery.failures + 1
    if (failures >= retry.attempts || delivery.signal.aborted) {
      exhausted.add(error)
      return false
    }
    delivery.tries++
    const delay = Math.max(retryDelay(failures, retry), error instanceof RetryError ? error.wait : 0)
    const timer = setTimeout(() => {
      this.#waiting.delete(delivery)
      if (!delivery.signal.aborted) this.#again(delivery)
    }, delay)
    this.#waiting.set(delivery, timer)
    return true
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
  }
}
