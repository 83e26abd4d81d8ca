import { Backlog } from './backlog.ts'
import { compileFilter } from './filter.ts'
import type { ReceivedMessage, StoredMessage, SubscriptionConfig } from './messages.ts'

/** One open stream of a subscriber. */
export interface Pull {
  /** How many un-acknowledged messages it takes; 0 for any number. */
  readonly max: number
  readonly deadline: number
  send(messages: readonly ReceivedMessage[]): void
}

interface Delivery {
  readonly message: StoredMessage
  attempt: number
}

interface Lease {
  readonly delivery: Delivery
  readonly pull: Pull
  due: number
}

/** Milliseconds. */
const AFTER_LEAVING = 50

/** Keeps what was published until it is acknowledged, and gives it out on lease. */
export class Subscription {
  readonly config: SubscriptionConfig
  readonly #matches: ReturnType<typeof compileFilter>
  readonly #waiting = new Backlog<Delivery>()
  readonly #leases = new Map<string, Lease>()
  readonly #held = new Map<Pull, number>()
  readonly #outbox = new Map<Pull, ReceivedMessage[]>()
  #nextAck = 1

  constructor(config: SubscriptionConfig) {
    this.config = config
    this.#matches = compileFilter(config.filter)
  }

  get unacknowledged(): number {
    return this.#waiting.size + this.#leases.size
  }

  get pulls(): Iterable<Pull> {
    return this.#held.keys()
  }

  publish(message: StoredMessage): void {
    if (!this.#matches(message.attributes)) return
    this.#waiting.push({ message, attempt: 0 })
    this.#deliver()
  }

  open(pull: Pull): void {
    this.#held.set(pull, 0)
    this.#deliver()
  }

  /** What a stream had can still be acknowledged for a moment; the real service waits until its lease is over. */
  leave(pull: Pull): void {
    if (!this.#held.delete(pull)) return
    this.#outbox.delete(pull)
    for (const lease of this.#leases.values()) if (lease.pull === pull) lease.due = Date.now() + AFTER_LEAVING
  }

  /** How many of them were on lease. */
  acknowledge(ackIds: readonly string[]): number {
    let known = 0
    for (const ackId of ackIds) if (this.#end(ackId)) known++
    this.#deliver()
    return known
  }

  /** A deadline of 0 seconds gives the messages back. */
  modify(ackIds: readonly string[], seconds: number): void {
    if (seconds === 0) {
      this.#giveBack(ackIds)
      return
    }
    for (const ackId of ackIds) {
      const lease = this.#leases.get(ackId)
      if (lease) lease.due = Date.now() + seconds * 1000
    }
  }

  /** Gives back what nobody extended. Returns how many. */
  expire(now: number): number {
    const over = [...this.#leases].filter(([, { due }]) => due <= now).map(([ackId]) => ackId)
    this.#giveBack(over)
    return over.length
  }

  #end(ackId: string): Delivery | undefined {
    const lease = this.#leases.get(ackId)
    if (!lease) return undefined
    this.#leases.delete(ackId)
    const held = this.#held.get(lease.pull)
    if (held !== undefined) this.#held.set(lease.pull, held - 1)
    return lease.delivery
  }

  /** With a message of an ordering key all after it come again too. */
  #giveBack(ackIds: readonly string[]): void {
    const given = new Set(ackIds)
    const keys = new Set<string>()
    const back: Delivery[] = []
    for (const [ackId, { delivery }] of [...this.#leases]) {
      const key = this.config.enableMessageOrdering ? delivery.message.orderingKey : ''
      if (!given.has(ackId) && !keys.has(key)) continue
      if (key !== '') keys.add(key)
      this.#end(ackId)
      back.push(delivery)
    }
    this.#waiting.unshift(back)
    this.#deliver()
  }

  #deliver(): void {
    for (let pull = this.#free(); pull; pull = this.#free()) {
      const delivery = this.#waiting.shift()
      if (!delivery) return
      const ackId = `${this.config.name}:${this.#nextAck++}`
      const seconds = pull.deadline || this.config.ackDeadlineSeconds || 10
      delivery.attempt++
      this.#leases.set(ackId, { delivery, pull, due: Date.now() + seconds * 1000 })
      this.#held.set(pull, (this.#held.get(pull) ?? 0) + 1)
      const deliveryAttempt = this.config.deadLetterPolicy ? delivery.attempt : 0
      this.#post(pull, { ackId, message: delivery.message, deliveryAttempt })
    }
  }

  #free(): Pull | undefined {
    if (this.#waiting.size === 0) return undefined
    let freest: Pull | undefined
    for (const [pull, held] of this.#held)
      if ((pull.max === 0 || held < pull.max) && (!freest || held < (this.#held.get(freest) ?? 0))) freest = pull
    return freest
  }

  /** What is due in one turn goes out as one response. */
  #post(pull: Pull, received: ReceivedMessage): void {
    const posted = this.#outbox.get(pull)
    if (posted) {
      posted.push(received)
      return
    }
    this.#outbox.set(pull, [received])
    setImmediate(() => {
      const messages = this.#outbox.get(pull)
      this.#outbox.delete(pull)
      if (messages) pull.send(messages)
    })
  }
}
