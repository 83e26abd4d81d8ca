import type { Message } from '@aws-sdk/client-sqs'
import type { Receipt } from '@millrace/sdk'

/** Who wants to hear the messages of a queue: a trigger. */
export interface Listener {
  /** The same for a trigger before and after a deploy that changes it. */
  readonly id: string
  /** Seconds after which a message that it refuses comes again. */
  readonly retryDelay: number
  /** Resolves when there is room for another. */
  hear(message: Message, receipt: Receipt): Promise<void>
}

/** What became of a message: done for every listener, or refused by one. */
export type Outcome = { readonly done: true } | { readonly done: false; readonly delay: number }

/** A message that SQS has given to us: hidden from others until every listener has settled it. */
export class HeldMessage {
  readonly message: Message
  /** Somebody has heard it. */
  given = false
  readonly #settled: (held: HeldMessage, outcome: Outcome) => Promise<void>
  readonly #doneFor: Set<string>
  #open = 1
  #delay: number | undefined

  /** `doneFor` names the listeners that were done with it when another one refused it. */
  constructor(
    message: Message,
    doneFor: ReadonlySet<string> | undefined,
    settled: (held: HeldMessage, outcome: Outcome) => Promise<void>
  ) {
    this.message = message
    this.#doneFor = new Set(doneFor)
    this.#settled = settled
  }

  get id(): string {
    return this.message.MessageId ?? ''
  }

  get handle(): string {
    return this.message.ReceiptHandle ?? ''
  }

  get group(): string | undefined {
    return this.message.Attributes?.MessageGroupId
  }

  get doneFor(): ReadonlySet<string> {
    return this.#doneFor
  }

  /** Resolves when all of them have room for another. */
  async give(listeners: Iterable<Listener>): Promise<void> {
    this.given = true
    const rooms: Promise<void>[] = []
    for (const listener of listeners)
      if (!this.#doneFor.has(listener.id)) rooms.push(listener.hear(this.message, this.#receipt(listener)))
    void this.#settle()
    await Promise.all(rooms)
  }

  #receipt({ id, retryDelay }: Listener): Receipt {
    this.#open++
    let told = false
    const once = (settle: () => Promise<void>) => {
      if (told) return
      told = true
      return settle()
    }
    return {
      ack: () =>
        once(() => {
          this.#doneFor.add(id)
          return this.#settle()
        }),
      nack: () =>
        once(() => {
          this.#delay = Math.max(this.#delay ?? 0, retryDelay)
          return this.#settle()
        })
    }
  }

  async #settle(): Promise<void> {
    if (--this.#open > 0) return
    await this.#settled(this, this.#delay === undefined ? { done: true } : { done: false, delay: this.#delay })
  }
}
