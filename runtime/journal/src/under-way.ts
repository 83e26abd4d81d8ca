import { FlowError } from '@millrace/sdk'
import type { JournalBounds } from './bounds.ts'
import type { EntryMark } from './store.ts'

/** One entry that the journal answers for. */
export interface Held {
  readonly id: string
  readonly seq: number
  readonly at: number
  /** Of its message's text; 0 until it is made. */
  bytes: number
  /** It is on disk, or on its way there. */
  stored: boolean
  /** What is on disk in its place until this one is written. */
  before: Held | undefined
}

/** What the disk has, or will have next, in the place of an entry; undefined when it was never written. */
export const onDisk = (held: Held | undefined): Held | undefined => (held?.stored ? held : held?.before)

/** Which entries are under way, found by id, oldest first, and whether there is room for another. */
export class UnderWay {
  readonly #held = new Map<string, Held>()
  readonly #bounds: JournalBounds
  #bytes = 0
  #seq = 0

  constructor(bounds: JournalBounds, marks: readonly EntryMark[]) {
    this.#bounds = bounds
    for (const mark of marks) this.#put({ ...mark, stored: true, before: undefined })
    this.#seq = marks.at(-1)?.seq ?? 0
  }

  get count(): number {
    return this.#held.size
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Takes an entry in, or replaces the one with its id. Throws JOURNAL_FULL when there is no room. */
  admit(id: string, at: number): Held {
    const before = this.#held.get(id)
    if (!before) this.refuseFull()
    const held: Held = { id, seq: before?.seq ?? ++this.#seq, at, bytes: 0, stored: false, before: onDisk(before) }
    this.#put(held)
    return held
  }

  /** Throws JOURNAL_FULL when there is no room for another entry. */
  refuseFull(): void {
    const reason = this.#lackOfRoom()
    if (reason) throw new FlowError('JOURNAL_FULL', reason)
  }

  /** Tells how large an entry is. Throws JOURNAL_FULL when that is too much; one that replaces a larger one never is. */
  measure(held: Held, bytes: number): void {
    const sum = this.#bytes + bytes
    if (sum > this.#bounds.bytes && bytes > (held.before?.bytes ?? 0))
      throw new FlowError(
        'JOURNAL_FULL',
        `The journal holds ${this.#bytes} bytes, ${bytes} more exceed its bound of ${this.#bounds.bytes}. ${advice}`
      )
    held.bytes = bytes
    this.#bytes = sum
  }

  take(id: string): Held | undefined {
    const held = this.#held.get(id)
    if (!held) return undefined
    this.#held.delete(id)
    this.#bytes -= held.bytes
    return held
  }

  /** It is safe: what it replaced is gone. */
  written(held: Held): void {
    held.before = undefined
  }

  /** Writing it failed: under way is what was there before. Returns the `seq` that the disk must keep for that. */
  notWritten(held: Held): number | undefined {
    held.stored = false
    const now = this.#held.get(held.id)
    if (now?.before === held) now.before = held.before
    if (now !== held) return undefined
    this.take(held.id)
    if (held.before) this.#put(held.before)
    return held.before?.seq
  }

  /**
   * Taking it out failed: what is on disk is under way again, and its `seq` is returned, which the disk must keep. When
   * one of its id has come since, it stays only in case that one cannot be written.
   */
  putBack(held: Held): number | undefined {
    const stays = onDisk(held)
    const now = this.#held.get(held.id)
    if (!stays) return undefined
    if (now) now.before ??= stays
    else this.#put(stays)
    return now ? undefined : stays.seq
  }

  #put(held: Held): void {
    this.#bytes += held.bytes - (this.#held.get(held.id)?.bytes ?? 0)
    this.#held.set(held.id, held)
  }

  #lackOfRoom(): string | undefined {
    const { count, age, bytes } = this.#bounds
    if (this.#bytes >= bytes) return `The journal holds ${this.#bytes} bytes, which is its bound. ${advice}`
    if (this.#held.size >= count) return `The journal holds ${this.#held.size} messages, which is its bound. ${advice}`
    if (age === Number.POSITIVE_INFINITY) return undefined
    const [oldest] = this.#held.values()
    if (oldest && Date.now() - oldest.at > age)
      return `The oldest message in the journal has waited longer than ${age} ms, which is its bound. ${advice}`
    return undefined
  }
}

const advice = 'Wait until some are done, or raise the bound'
