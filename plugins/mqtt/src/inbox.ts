import type { IPublishPacket } from 'mqtt'
import type { Redeliveries } from './redeliveries.ts'

export interface InboxOptions {
  readonly redeliveries: Redeliveries | undefined
  /** `before` is the id that a repeated message had when it first came. */
  take(packet: IPublishPacket, acknowledge: () => void, before?: string): void
  /** A repeated message that was settled after its connection ended. */
  settled(packet: IPublishPacket, id: string, acknowledge: () => void): void
  lost(): void
}

/** How many messages of QoS 0 may wait until every trigger has started; the broker bounds the others. */
const MAX_WAITING = 1000

/**
 * Holds messages un-acknowledged until every trigger has started, and passes them on in the order of their arrival,
 * although recognising a repetition takes a moment.
 */
export class Inbox {
  readonly #options: InboxOptions
  readonly #waiting = new Set<{ readonly packet: IPublishPacket; readonly acknowledge: () => void }>()
  #opened = false
  #draining = false
  #closed = false

  constructor(options: InboxOptions) {
    this.#options = options
  }

  readonly arrived = (packet: IPublishPacket, acknowledge: () => void): void => {
    if (this.#opened && this.#waiting.size === 0 && !packet.dup) {
      this.#options.take(packet, acknowledge)
      return
    }
    if (packet.qos === 0 && this.#waiting.size >= MAX_WAITING) {
      this.#options.lost()
      return
    }
    this.#waiting.add({ packet, acknowledge })
    if (this.#opened) void this.#drain()
  }

  async open(): Promise<void> {
    this.#opened = true
    await this.#drain()
  }

  close(): void {
    this.#closed = true
  }

  async #drain(): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    for (const next of this.#waiting) {
      const { packet, acknowledge } = next
      const before = packet.dup ? await this.#options.redeliveries?.recall(packet) : undefined
      if (this.#closed) return
      if (before?.safe) this.#options.settled(packet, before.id, acknowledge)
      else this.#options.take(packet, acknowledge, before?.id)
      this.#waiting.delete(next)
    }
    this.#draining = false
  }
}
