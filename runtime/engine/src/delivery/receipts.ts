import type { Log, Receipt } from '@millrace/sdk'
import type { Arrival } from './arrival.ts'

/** Tells the sources of messages what became of them. A receipt that throws is its plugin's fault and nobody else's trouble. */
export class Receipts {
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** The message is safe. Whoever was told already is not told again. */
  acknowledge(arrival: Arrival): void {
    for (let receipt = arrival.takeReceipt(); receipt; receipt = arrival.takeReceipt()) this.#tell(receipt)
  }

  /** The message is neither done nor kept. Whether there was anybody to give it back to. */
  refuse(arrival: Arrival, error: Error): boolean {
    let told = false
    for (let receipt = arrival.takeReceipt(); receipt; receipt = arrival.takeReceipt()) {
      this.#tell(receipt, error)
      told = true
    }
    return told
  }

  #tell(receipt: Receipt, error?: Error): void {
    try {
      const pending = error === undefined ? receipt.ack() : receipt.nack(error)
      if (pending) pending.then(undefined, this.#failed)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  readonly #failed = (error: unknown): void => this.#log.warn('acknowledgement failed', { error: String(error) })
}
