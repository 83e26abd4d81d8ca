import type { DeadLetter, Entry } from '@millrace/engine'
import { decode, encode, type Message } from '@millrace/sdk'

/** The columns that both tables share. Rows are arrays, because they cross to the disk thread at half the cost of objects. */
type Common = readonly [
  id: string,
  flow: string,
  node: string,
  /** Text of the codec. */
  message: string,
  tries: number,
  at: number,
  dueAt: number | null,
  key: string | null
]

/** A row of the table `entry`. `seq` is its key on disk and its place in line; an entry that is replaced keeps it. */
export type EntryRow = readonly [seq: number, ...Common]

/** A row of the table `deadLetter`, without the key that SQLite gives it. */
export type LetterRow = readonly [...Common, error: string, revision: number, buriedAt: number]

export const toEntryRow = (entry: Entry, seq: number, message: string): EntryRow => [seq, ...common(entry, message)]

export const toLetterRow = (letter: DeadLetter): LetterRow => [
  ...common(letter, encode(letter.message)),
  JSON.stringify(letter.error),
  letter.revision,
  letter.buriedAt
]

const common = ({ id, flow, node, tries, at, dueAt, key }: Entry, message: string): Common => [
  id,
  flow,
  node,
  message,
  tries,
  at,
  dueAt ?? null,
  key ?? null
]

export const fromEntryRow = ([, ...columns]: EntryRow): Entry => fromCommon(columns)

export const fromLetterRow = (row: LetterRow): DeadLetter => {
  const [, , , , , , , , error, revision, buriedAt] = row
  return { ...fromCommon(row), error: JSON.parse(error), revision, buriedAt }
}

const fromCommon = ([id, flow, node, message, tries, at, dueAt, key]: Common | LetterRow): Entry => ({
  id,
  flow,
  node,
  message: decode(message) as Message,
  tries,
  at,
  ...(dueAt !== null && { dueAt }),
  ...(key !== null && { key })
})
