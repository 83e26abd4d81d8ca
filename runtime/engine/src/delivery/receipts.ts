import type { Log } from '@millrace/sdk'
import type { Arrival } from './arrival.ts'

/** Tells the sources of messages what became of them. A receipt that throws is its plugin's fault and nobody else's trouble. */
export class Receipts {
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** The message is safe. Whoever was told already is not told again. */
  acknowledge(arrival: Arrival): void {
    for (const receipt of arrival.takeReceipts()) this.#tell(() => receipt.ack())
  }

  /** The message is neither done nor kept. Whether there was anybody to give it back to. */
  refuse(arrival: Arrival, error: Error): boolean {
    const receipts = arrival.takeReceipts()
    for (const receipt of receipts) this.#tell(() => receipt.nack(error))
    return receipts.length > 0
  }

  #tell(call: () => void | Promise<void>): void {
    try {
      const pending = call()
      if (pending) pending.then(undefined, this.#failed)
    } catch (error) {
      this.#failed(error)
    }
  }

  readonly #failed = (error: unknown): void => this.#log.warn('acknowledgement failed', { error: String(error) })
}
