import { randomUUID } from 'node:crypto'
import { FlowError, type Message } from '@millrace/sdk'

/** Those who wait for a reply to a message, found again by the opaque id that the message carries as `_reply`. */
export class Replies {
  readonly #waiting = new Map<string, (reply: unknown) => void>()

  /** Begins to wait. */
  readonly expect = (): { readonly id: string; readonly reply: Promise<unknown>; forget(): void } => {
    const id = randomUUID()
    const { promise, resolve } = Promise.withResolvers<unknown>()
    this.#waiting.set(id, resolve)
    return { id, reply: promise, forget: () => void this.#waiting.delete(id) }
  }

  /** The first reply wins; a late one, or one after a restart, is told that nobody waits. */
  readonly reply = async (message: Message, reply: unknown): Promise<void> => {
    const id = message._reply
    const answer = typeof id === 'string' ? this.#waiting.get(id) : undefined
    if (answer === undefined) {
      const why =
        id === undefined
          ? 'the message did not come from a node that waits for a reply'
          : 'whoever waited for this reply is no longer there'
      throw new FlowError('REPLY_GONE', why)
    }
    this.#waiting.delete(id as string)
    answer(reply)
  }
}
