import { FlowError, type Message, type Out } from '@millrace/sdk'
import type { Parts } from './parts.ts'

/** A message of a sequence, kept un-acknowledged until its sequence is complete. */
export interface Member {
  readonly message: Message
  readonly parts: Parts
  readonly out: Out
}

interface Held extends Member {
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

interface Sequence {
  readonly members: Set<Held>
  count?: number
}

/**
 * Keeps messages until all of their sequence are there. Each `hold` settles when the whole sequence was released; when
 * releasing fails all of it fails, so that it is tried again as a whole.
 */
export class HeldSequences {
  readonly #sequences = new Map<unknown, Sequence>()
  readonly #limit: number
  readonly #release: (members: readonly Member[]) => Promise<void>
  /** Many messages share a signal, which warns of more than ten listeners. */
  readonly #watched = new WeakSet<AbortSignal>()
  #size = 0

  constructor(limit: number, release: (members: readonly Member[]) => Promise<void>) {
    this.#limit = limit
    this.#release = release
  }

  hold(member: Member): Promise<void> {
    if (this.#size >= this.#limit)
      throw new FlowError('HOLD_FULL', `holds ${this.#limit} messages of incomplete sequences, which is its limit`)
    return new Promise((done, failed) => {
      const held = { ...member, done, failed }
      const sequence = this.#add(held)
      this.#watch(member.out.signal)
      if (sequence.members.size === sequence.count) void this.#complete(member.parts.id, sequence)
    })
  }

  /** The node stops: what it holds is handed back. */
  close(): void {
    for (const { members } of this.#sequences.values())
      for (const { failed } of members) failed(new FlowError('NODE_STOPPED', 'the node stopped while it held messages'))
    this.#sequences.clear()
    this.#size = 0
  }

  #add(held: Held): Sequence {
    const { id, count } = held.parts
    const sequence = this.#sequences.get(id) ?? { members: new Set() }
    this.#sequences.set(id, sequence)
    sequence.members.add(held)
    if (count !== undefined) sequence.count = count
    this.#size++
    return sequence
  }

  async #complete(id: unknown, { members }: Sequence): Promise<void> {
    this.#sequences.delete(id)
    this.#size -= members.size
    try {
      const count = members.size
      await this.#release([...members].map(held => ({ ...held, ...counted(held, count) })))
      for (const { done } of members) done()
    } catch (error) {
      for (const { failed } of members) failed(error)
    }
  }

  #watch(signal: AbortSignal): void {
    if (this.#watched.has(signal)) return
    this.#watched.add(signal)
    signal.addEventListener('abort', () => this.#drop(signal), { once: true })
  }

  /** Nobody waits for these messages any more: they come again, perhaps to another node. */
  #drop(signal: AbortSignal): void {
    for (const [id, { members }] of this.#sequences) {
      for (const held of members) {
        if (held.out.signal !== signal) continue
        members.delete(held)
        this.#size--
        held.failed(signal.reason)
      }
      if (members.size === 0) this.#sequences.delete(id)
    }
  }
}

const counted = ({ message, parts }: Member, count: number) => {
  const all = { ...parts, count }
  return { parts: all, message: { ...message, parts: all } }
}
