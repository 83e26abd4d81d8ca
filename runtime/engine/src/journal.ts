import type { Message } from '@millrace/sdk'

/**
 * Keeps messages safe until they are done. One interface for memory, SQLite and, later, JetStream: nothing here knows of
 * files or SQL. Entries are found again under their `id`; an entry that is removed before its commit began is never written.
 */
export interface Journal {
  /** Whether what was appended survives a crash. */
  readonly durable: boolean
  /** Everything that was under way when the last run ended, oldest first. Called once, before anything is appended. */
  recover(): Promise<readonly Entry[]>
  /** Resolves when the entry is safe; one with the same id is replaced. Rejects with JOURNAL_FULL above the bounds. */
  append(entry: Entry): Promise<void>
  /** Resolves when a message could be kept now, rejects as `append` would: it really writes, and nothing stays of it. */
  check?(): Promise<void>
  /** The message is done. Resolves when that is safe too; a crash before it replays the message. */
  remove(id: string): Promise<void>
  /** The message failed for good: one step takes it out of what is under way and keeps it as a dead letter. */
  bury(letter: DeadLetter): Promise<void>
  /** Newest first; those of the same millisecond by their ids, falling. A hundred when no limit is given. */
  deadLetters(query?: DeadLetterQuery): Promise<readonly DeadLetter[]>
  /** How many dead letters a filter means, by flow. */
  countDeadLetters?(filter?: DeadLetterFilter): Promise<Readonly<Record<string, number>>>
  deadLetterCount(): number
  /** Takes dead letters out, by id; all of them without ids. Resolves to how many there were. */
  purge(ids?: readonly string[]): Promise<number>
  close(): Promise<void>
}

/** Which dead letters are meant; all of them without. */
export interface DeadLetterFilter {
  readonly flow?: string
  /** Where it entered or failed. */
  readonly node?: string
  /** Found in the encoded message, the error or the id, whatever the case of its letters. */
  readonly text?: string
  readonly ids?: readonly string[]
}

export interface DeadLetterQuery extends DeadLetterFilter {
  readonly limit?: number
  /** Buried before this time. */
  readonly before?: number
  /** With `before`: also those buried at that time with a lower id. A page goes on from its last letter so, and skips none. */
  readonly beforeId?: string
}

/** A message that is under way. */
export interface Entry {
  /** The delivery id: the same on every redelivery and every try. */
  readonly id: string
  readonly flow: string
  /** Where it enters: a trigger's id, or that of a node that held it. */
  readonly node: string
  readonly message: Message
  /** How often it was tried. */
  readonly tries: number
  /** Milliseconds since the epoch: when it arrived. */
  readonly at: number
  /** Milliseconds since the epoch: not to be tried before. */
  readonly dueAt?: number
  /** Messages of one key are handled in order. */
  readonly key?: string
}

export interface DeadLetter extends Entry {
  readonly error: { readonly code?: string; readonly message: string; readonly node?: string }
  /** The revision of the flows that it failed on. */
  readonly revision: number
  /** Milliseconds since the epoch: when it was given up. */
  readonly buriedAt: number
}
