import type { Message } from '@google-cloud/pubsub'
import type { Receipt } from '@millrace/sdk'

/** A message that the service has lent us: it gives it to nobody else until it is settled, or the connection ends. */
export class Lease implements Receipt {
  readonly message: Message
  readonly #over: () => boolean
  readonly #confirmed: boolean

  /** `confirmed`: acknowledging waits for the answer, as exactly-once delivery needs it. */
  constructor(message: Message, over: () => boolean, confirmed: boolean) {
    this.message = message
    this.#over = over
    this.#confirmed = confirmed
  }

  ack(): void | Promise<void> {
    // over a closed connection the SDK would open another one for it
    if (this.#over()) return
    if (!this.#confirmed) {
      this.message.ack()
      return
    }
    return this.message.ackWithResponse().then(() => {})
  }

  nack(): void {
    if (!this.#over()) this.message.nack()
  }
}
