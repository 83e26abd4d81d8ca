import type { Receipt } from '@millrace/sdk'
import type { IPublishPacket } from 'mqtt'

/** One message from the broker, heard by any number of listeners; it is safe when it is safe for each of them. */
export class Arrival {
  readonly packet: IPublishPacket
  /** The same when the broker sends the message again. */
  readonly id: string
  readonly #safe: () => void
  readonly #heard = new Set<string>()
  #open = 1

  constructor(packet: IPublishPacket, id: string, safe: () => void) {
    this.packet = packet
    this.id = id
    this.#safe = safe
  }

  get heard(): boolean {
    return this.#heard.size > 0
  }

  /** Whether the listener of this id was given the message, before or after a deploy. */
  heardBy(listener: string): boolean {
    return this.#heard.has(listener)
  }

  /** A receipt for one more listener. What is refused is offered to it again, by `again`. */
  give(listener: string, again: (error: Error) => void): Receipt {
    this.#heard.add(listener)
    return { ack: this.hold(), nack: again }
  }

  /** Keeps the message un-acknowledged until what it returns is called. */
  hold(): () => void {
    this.#open++
    let held = true
    return () => {
      if (!held) return
      held = false
      this.settle()
    }
  }

  /** Everybody who should hear it has been given it: the first hold, the arrival's own, is let go. */
  settle(): void {
    this.#open--
    if (this.#open === 0) this.#safe()
  }
}
