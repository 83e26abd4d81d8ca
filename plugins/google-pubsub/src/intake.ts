import type { Message, Subscription, SubscriptionOptions } from '@google-cloud/pubsub'
import { Lease, type Lender } from './lease.ts'
import { codeOf, rpc } from './status-codes.ts'

/** Takes a message; resolves when there is room for another. */
export type Hear = (lease: Lease) => Promise<void>

export interface IntakeOptions {
  /** Opens the stream; called again when it has to be opened anew. */
  open(): Subscription
  readonly exactlyOnce: boolean
  /** The stream ended for good. */
  failed(error: Error): void
}

/**
 * What comes through one subscription. Messages for which nobody listens at the moment, as between the two halves of a
 * deploy, wait un-acknowledged.
 */
export class Intake implements Lender {
  readonly exactlyOnce: boolean
  closed = false
  /** When a message came last, in milliseconds since the epoch. */
  heardAt = 0
  /** How many messages flows are busy with. */
  unsettled = 0
  readonly #options: IntakeOptions
  readonly #waiting: Message[] = []
  #subscription: Subscription | undefined
  #broken: Subscription | undefined
  #hear: Hear | undefined
  #passing = false

  constructor(options: IntakeOptions) {
    this.#options = options
    this.exactlyOnce = options.exactlyOnce
  }

  settled(): void {
    this.unsettled--
  }

  open(): void {
    const subscription = this.#options.open()
    this.#subscription = subscription
    subscription.on('error', error => this.#ended(subscription, error))
    subscription.on('debug', ({ error }) => {
      if (error && isBroken(error)) this.#ended(subscription, error)
    })
    subscription.on('message', this.#arrived)
  }

  /** Who hears from now on; nobody when left out. */
  hear(hear?: Hear): void {
    this.#hear = hear
    void this.#pass()
  }

  /** Tells the service of everything that is settled, and gives back the rest, when its time is over. */
  async close(settings: SubscriptionOptions): Promise<void> {
    this.#hear = undefined
    for (const message of this.#waiting.splice(0)) message.nack()
    this.#subscription?.setOptions(settings)
    await this.#subscription?.close()
    this.closed = true
  }

  readonly #arrived = (message: Message): void => {
    this.heardAt = Date.now()
    this.#waiting.push(message)
    void this.#pass()
  }

  async #pass(): Promise<void> {
    if (this.#passing) return
    this.#passing = true
    while (this.#hear && this.#waiting.length > 0) {
      this.unsettled++
      await this.#hear(new Lease(this.#waiting.shift() as Message, this))
    }
    this.#passing = false
  }

  #ended(subscription: Subscription, error: Error): void {
    if (this.closed || this.#subscription !== subscription || this.#broken === subscription) return
    this.#broken = subscription
    this.#options.failed(error)
  }
}

/** Whether the line broke under the stream. The SDK opens another one and says nothing; that the service ends streams now and then is normal. */
const isBroken = (error: Error): boolean =>
  codeOf(error) === rpc.UNAVAILABLE &&
  /Connection dropped|ECONNRESET|EPIPE|ETIMEDOUT|socket hang up/.test(error.message)
