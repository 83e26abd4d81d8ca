import type { Message, Out, Outgoing } from '@millrace/sdk'
import { Hold, type Kept } from '../hold/hold.ts'
import { Recent } from '../hold/recent.ts'
import { sendAll } from '../sequence/send-all.ts'
import { serial } from '../switch/serial.ts'
import { type Cut, type Cutting, endsPiece, type Material, pieces } from './pieces.ts'

export interface StreamParts<T extends Cut> {
  readonly cutting: Cutting<T>
  readonly material: Material<T>
  /** The most messages held. */
  readonly limit: number
  /** What is to be sent of these pieces. */
  messages(pieces: readonly T[], message: Message, out: Out): Iterator<Outgoing>
}

/** What a message has left of a piece that is not complete. */
interface Rest<T> {
  readonly kept: Kept
  readonly piece: T
  readonly passage: Passage<T>
}

/** How a message went through, so that it goes through in the same way when it comes again. */
interface Passage<T> {
  /** What the messages before it had left. */
  readonly before: T
  /** What it left itself has gone on with another message. */
  taken: boolean
}

interface Sending {
  readonly messages: Iterator<Outgoing>
  readonly out: Out
  /** Settles with what comes of the first message. */
  readonly first: PromiseWithResolvers<void> | undefined
}

/**
 * Cuts up a stream that comes in messages. A message whose end belongs to a piece that is not complete is held until that
 * piece is; it is done when what came of the piece is done, and fails with it.
 */
export class Stream<T extends Cut> {
  readonly #parts: StreamParts<T>
  readonly #hold: Hold
  readonly #passages: Recent<Passage<T>>
  /** Of one message after the other, also where there is no room for all parts at once. */
  readonly #send = serial(({ messages, out, first }: Sending): void | Promise<void> => {
    if (first) {
      const message = messages.next().value as Outgoing
      out.deliver(message, 0, { catchFirst: true }).then(first.resolve, first.reject)
    }
    return sendAll(messages, out)
  })
  #rests: Rest<T>[] = []

  constructor(parts: StreamParts<T>) {
    this.#parts = parts
    this.#passages = new Recent(parts.limit)
    this.#hold = new Hold(parts.limit, kept => this.#remove(kept))
  }

  take(value: T, message: Message, out: Out): undefined | Promise<void> {
    if (value.length === 0) return undefined
    const { cutting, material } = this.#parts
    const known = this.#passages.get(out.id)
    const before = known?.before ?? material.concat(this.#rests.map(({ piece }) => piece))
    if (known === undefined && !endsPiece(before, value, cutting, material)) {
      const passage = { before: material.slice(before, 0, 0), taken: false }
      return this.#keep(value, message, out, passage).promise
    }
    const { complete, rest } = this.#cut(before, value)
    const passage = known ?? { before, taken: false }
    const begun = known ? [] : this.#rests
    const kept = rest === undefined || passage.taken ? undefined : this.#keep(rest, message, out, passage)
    this.#rests = this.#rests.filter(one => !begun.includes(one) || one.kept === kept)
    this.#passages.set(out.id, passage)
    const messages = this.#parts.messages(complete, message, out)
    const first = begun.length > 0 ? Promise.withResolvers<void>() : undefined
    const sent = this.#send({ messages, out, first })
    return together([first && this.#finish(first.promise, begun, kept), sent, kept?.promise])
  }

  close(): void {
    this.#hold.close()
  }

  #cut(before: T, value: T): { complete: readonly T[]; rest: T | undefined } {
    const { cutting, material } = this.#parts
    const all = pieces(material.concat([before, value]), cutting, material)
    const last = all.at(-1) as T
    if (cutting.by === 'length' && last.length === cutting.length) return { complete: all, rest: undefined }
    return { complete: all.slice(0, -1), rest: last.length > 0 ? last : undefined }
  }

  /** The messages that began a piece are done, or fail, with it. */
  async #finish(piece: Promise<void>, begun: readonly Rest<T>[], own: Kept | undefined): Promise<void> {
    for (const { passage } of begun) passage.taken = true
    try {
      await piece
      for (const { kept } of begun) kept.done()
    } catch (error) {
      if (own) this.#remove(own)
      for (const { kept } of begun) kept.failed(error)
      own?.failed(error)
      throw error
    }
  }

  #keep(piece: T, message: Message, out: Out, passage: Passage<T>): Kept {
    const kept = this.#hold.keep(message, out)
    this.#passages.set(out.id, passage)
    this.#rests = [...this.#rests, { kept, piece, passage }]
    return kept
  }

  #remove(kept: Kept): void {
    this.#rests = this.#rests.filter(rest => rest.kept !== kept)
  }
}

/** Settles when all have; fails with the first that does. Nothing to wait for where there is no promise. */
const together = (promises: readonly (Promise<void> | void)[]): Promise<void> | undefined => {
  const waited = promises.filter(promise => promise instanceof Promise)
  return waited.length === 0 ? undefined : Promise.all(waited).then(() => {})
}
