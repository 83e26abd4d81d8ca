import type { Message, Out } from '@millrace/sdk'
import type { Kept } from '../hold/hold.ts'
import { Recent } from '../hold/recent.ts'
import type { Parts } from '../sequence/parts.ts'

type Place = Pick<Parts, 'id' | 'index' | 'count'>

/** Sends messages as the sequence that they became, and one of them alone when it comes again. */
export class Batches {
  readonly #places: Recent<readonly Place[]>

  constructor(limit: number) {
    this.#places = new Recent(limit)
  }

  /** Whether the message was sent before, and so is again, as part of the same sequences. */
  repeat(message: Message, out: Out): boolean {
    const places = this.#places.get(out.id)
    for (const place of places ?? []) sendAt(place, message, out)
    return places !== undefined
  }

  send(batch: readonly Kept[]): void {
    const id = batch[0]?.message._msgid
    for (const [index, { message, out }] of batch.entries()) {
      const place = { id, index, count: batch.length }
      this.#places.set(out.id, [...(this.#places.get(out.id) ?? []), place])
      sendAt(place, message, out)
    }
  }
}

const sendAt = (place: Place, message: Message, out: Out): void =>
  out.send({ ...message, parts: { ...Object(message.parts), ...place } })
