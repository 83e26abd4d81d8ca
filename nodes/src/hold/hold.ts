import { FlowError, type Message, type Out } from '@millrace/sdk'

/** A message that a node keeps: its handler has not ended, so nobody takes it for done until it is let go. */
export interface Kept {
  readonly message: Message
  readonly out: Out
  /** What the handler returns. */
  readonly promise: Promise<void>
  done(): void
  failed(error: unknown): void
}

/** The messages that a node keeps: no more than its limit, and only while somebody waits for them. */
export class Hold {
  readonly #limit: number
  readonly #lost: (kept: Kept) => void
  readonly #kept = new Set<Kept>()
  /** Many messages may share a signal, which warns of more than ten listeners. */
  readonly #bySignal = new WeakMap<AbortSignal, Set<Kept>>()

  /** `lost` is told of a message for which nobody waits any more: it comes again, perhaps to another node. */
  constructor(limit: number, lost: (kept: Kept) => void) {
    this.#limit = limit
    this.#lost = lost
  }

  get size(): number {
    return this.#kept.size
  }

  /** Throws HOLD_FULL above the limit. */
  keep(message: Message, out: Out): Kept {
    const { signal } = out
    signal.throwIfAborted()
    if (this.#kept.size >= this.#limit)
      throw new FlowError('HOLD_FULL', `holds ${this.#limit} messages, which is its limit: raise it, or send fewer`)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const sharers = this.#sharers(signal)
    const leave = () => {
      this.#kept.delete(kept)
      sharers.delete(kept)
    }
    const kept: Kept = {
      message,
      out,
      promise,
      done() {
        leave()
        resolve()
      },
      failed(error) {
        leave()
        reject(error)
      }
    }
    this.#kept.add(kept)
    sharers.add(kept)
    return kept
  }

  /** The node stops: what it keeps is handed back. */
  close(): void {
    this.#handBack(this.#kept, new FlowError('NODE_STOPPED', 'the node stopped while it held this message'))
  }

  #sharers(signal: AbortSignal): Set<Kept> {
    const known = this.#bySignal.get(signal)
    if (known) return known
    const sharers = new Set<Kept>()
    this.#bySignal.set(signal, sharers)
    signal.addEventListener('abort', () => this.#handBack(sharers, signal.reason), { once: true })
    return sharers
  }

  #handBack(all: ReadonlySet<Kept>, reason: unknown): void {
    for (const kept of [...all]) {
      this.#lost(kept)
      kept.failed(reason)
    }
  }
}
