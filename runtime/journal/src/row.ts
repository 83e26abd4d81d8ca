import type { DeadLetter, Entry } from '@millrace/engine'
import { decode, encode, type Message } from '@millrace/sdk'

/** A message as a row of SQLite; its text is the codec's. */
interface MessageRow {
  readonly id: string
  readonly flow: string
  readonly node: string
  readonly message: string
  readonly tries: number
  readonly at: number
  readonly dueAt: number | null
  readonly key: string | null
}

export interface EntryRow extends MessageRow {
  /** The key on disk and the place in line; an entry that is replaced keeps it. */
  readonly seq: number
}

export interface LetterRow extends MessageRow {
  readonly error: string
  readonly revision: number
  readonly buriedAt: number
}

export const toEntryRow = (entry: Entry, seq: number, message: string): EntryRow => ({
  seq,
  ...placeOf(entry),
  message
})

export const toLetterRow = (letter: DeadLetter): LetterRow => ({
  ...placeOf(letter),
  message: encode(letter.message),
  error: JSON.stringify(letter.error),
  revision: letter.revision,
  buriedAt: letter.buriedAt
})

const placeOf = ({ id, flow, node, tries, at, dueAt, key }: Entry) => ({
  id,
  flow,
  node,
  tries,
  at,
  dueAt: dueAt ?? null,
  key: key ?? null
})

export const fromEntryRow = ({ id, flow, node, message, tries, at, dueAt, key }: MessageRow): Entry => ({
  id,
  flow,
  node,
  message: decode(message) as Message,
  tries,
  at,
  ...(dueAt !== null && { dueAt }),
  ...(key !== null && { key })
})

export const fromLetterRow = (row: LetterRow): DeadLetter => ({
  ...fromEntryRow(row),
  error: JSON.parse(row.error),
  revision: row.revision,
  buriedAt: row.buriedAt
})
