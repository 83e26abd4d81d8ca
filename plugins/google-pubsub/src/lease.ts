import type { Message } from '@google-cloud/pubsub'
import type { Receipt } from '@millrace/sdk'

/** Where a message came from, as far as settling it goes. */
export interface Lender {
  /** The connection has ended, and with it every lease. */
  readonly closed: boolean
  /** Acknowledging waits for the answer, as exactly-once delivery needs it. */
  readonly exactlyOnce: boolean
  settled(): void
}

/** A message that the service has lent us: it gives it to nobody else until it is settled, or the connection ends. */
export class Lease implements Receipt {
  readonly message: Message
  readonly #lender: Lender

  constructor(message: Message, lender: Lender) {
    this.message = message
    this.#lender = lender
  }

  ack(): void | Promise<void> {
    const { closed, exactlyOnce } = this.#lender
    this.#lender.settled()
    // over a closed connection the SDK would open another one for it
    if (closed) return
    if (exactlyOnce) return this.message.ackWithResponse().then(() => {})
    this.message.ack()
  }

  nack(): void {
    this.#lender.settled()
    if (!this.#lender.closed) this.message.nack()
  }
}
