import type { Message } from 'rhea'
import type { StoredEvent } from './stored-event.ts'

/** How far apart two offsets are; they are opaque, and no sequence numbers. */
const STEP = 112

const POSITION = /x-opt-(offset|sequence-number|enqueued-time)\s*(>=?)\s*'([^']*)'/

/** The log of one partition. It stays when the server is stopped. */
export class Partition {
  readonly id: string
  readonly log: StoredEvent[] = []
  readonly #heard = new Set<() => void>()

  constructor(id: string) {
    this.id = id
  }

  get last(): StoredEvent | undefined {
    return this.log.at(-1)
  }

  append(messages: readonly Message[]): void {
    for (const message of messages) {
      const sequence = this.log.length
      this.log.push({ sequence, offset: String(sequence * STEP), at: Date.now(), message })
    }
    for (const heard of this.#heard) heard()
  }

  /** Calls `heard` after each append, until what it returns is called. */
  follow(heard: () => void): () => void {
    this.#heard.add(heard)
    return () => void this.#heard.delete(heard)
  }

  /** The index of the first event that a filter of a receiver lets through. */
  indexOf(filter: string): number {
    const [, field, operator, value = ''] = POSITION.exec(filter) ?? []
    if (field === undefined || value === '-1') return 0
    if (value === '@latest') return this.log.length
    const wanted = Number(value)
    const found = this.log.findIndex(event => {
      const own = field === 'offset' ? Number(event.offset) : field === 'enqueued-time' ? event.at : event.sequence
      return operator === '>=' ? own >= wanted : own > wanted
    })
    return found < 0 ? this.log.length : found
  }
}
