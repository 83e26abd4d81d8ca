import type { DebugEvent } from '@millrace/engine'
import type { DebugMessage } from '../protocol.ts'
import { fitValue } from './fit-value.ts'

export interface DebugFeedOptions {
  /** How many messages are kept for editors that open later. */
  readonly history: number
  readonly push: (messages: readonly DebugMessage[]) => void
}

/** Milliseconds between two batches. */
const INTERVAL = 80
/** Messages of one node, and of all, in one batch. */
const PER_NODE = 20
const PER_BATCH = 60

interface Waiting {
  readonly event: DebugEvent
  /** Messages of the same node that were left out in front of this one. */
  readonly dropped: number
}

/**
 * Takes debug events at any rate and passes them on in batches. Above what people can read, a node's messages make room
 * for its latest, which says how many were left out: nothing of it costs more than a counter.
 */
export class DebugFeed {
  readonly #options: DebugFeedOptions
  readonly #history: DebugMessage[] = []
  #batch: Waiting[] = []
  #byNode = new Map<string, number>()
  #overflow = new Map<string, Waiting>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #nextId = 1

  constructor(options: DebugFeedOptions) {
    this.#options = options
  }

  /** Newest last. */
  get history(): readonly DebugMessage[] {
    return this.#history
  }

  add(event: DebugEvent): void {
    const count = (this.#byNode.get(event.address) ?? 0) + 1
    this.#byNode.set(event.address, count)
    if (count <= PER_NODE && this.#batch.length < PER_BATCH) this.#batch.push({ event, dropped: 0 })
    else {
      const before = this.#overflow.get(event.address)
      this.#overflow.set(event.address, { event, dropped: before ? before.dropped + 1 : 0 })
    }
    this.#timer ??= setTimeout(() => this.#flush(), INTERVAL)
  }

  clear(): void {
    this.#history.length = 0
  }

  /** What waits is not passed on any more. */
  close(): void {
    clearTimeout(this.#timer)
  }

  #flush(): void {
    const waiting = [...this.#batch, ...this.#overflow.values()]
    this.#batch = []
    this.#byNode = new Map()
    this.#overflow = new Map()
    this.#timer = undefined
    const messages = waiting.map(one => this.#message(one))
    this.#history.push(...messages)
    this.#history.splice(0, Math.max(0, this.#history.length - this.#options.history))
    this.#options.push(messages)
  }

  #message({ event, dropped }: Waiting): DebugMessage {
    const { value, ...rest } = event
    return { ...rest, id: this.#nextId++, ...fitValue(value), ...(dropped > 0 && { dropped }) }
  }
}
