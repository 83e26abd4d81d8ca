import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DeadLetterBounds } from './bounds.ts'
import { keepLetters, type LetterTally } from './letter-store.ts'
import type { EntryRow, LetterRow } from './row.ts'
import { prepareSchema } from './schema.ts'

export const journalFile = (dir: string): string => join(dir, 'journal.db')

/** What one commit changes: all of it or nothing. */
export interface Change {
  readonly write: readonly EntryRow[]
  readonly erase: readonly number[]
  readonly bury: readonly LetterRow[]
}

/** What is known of an entry without reading its message. */
export interface EntryMark {
  readonly seq: number
  readonly id: string
  readonly bytes: number
  readonly at: number
}

/** The file itself: synchronous, so it lives in a thread of its own. */
export type Store = ReturnType<typeof openStore>

export const openStore = (dir: string, bounds: DeadLetterBounds) => {
  const file = journalFile(dir)
  const db = new DatabaseSync(file)
  try {
    prepareSchema(db, file)
    return storeOf(db, bounds)
  } catch (error) {
    db.close()
    throw error
  }
}

const storeOf = (db: DatabaseSync, bounds: DeadLetterBounds) => {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const write = db.prepare('REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const erase = db.prepare('DELETE FROM entry WHERE seq = ?')
  const touch = db.prepare('UPDATE tally SET dropped = dropped + ?')
  const copy = db.prepare('VACUUM INTO ?')
  const marks = db.prepare('SELECT seq, id, octet_length(message) AS bytes, at FROM entry ORDER BY seq')
  const page = db.prepare('SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?')
  page.setReturnArrays(true)

  const transaction = <T>(change: () => T): T => {
    begin.run()
    try {
      const result = change()
      commit.run()
      return result
    } catch (error) {
      // SQLite has rolled back already after some errors, such as a full disk.
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
  const letters = keepLetters(db, bounds, transaction)

  return {
    marks: (): EntryMark[] => marks.all() as unknown as EntryMark[],
    entries: ({ after, limit }: { readonly after: number; readonly limit: number }): EntryRow[] =>
      page.all(after, limit) as unknown as EntryRow[],
    commit: (change: Change): LetterTally =>
      letters.change(bury => {
        for (const row of change.write) write.run(...row)
        for (const seq of change.erase) erase.run(seq)
        bury(change.bury)
      }),
    /** Writes, and leaves all as it was: whether the disk takes a commit. SQLite would not write what never differed. */
    check: (): void =>
      transaction(() => {
        touch.run(1)
        touch.run(-1)
      }),
    backup: (file: string): void => void copy.run(file),
    letters: letters.read,
    letterCounts: letters.countByFlow,
    purge: letters.purge,
    tally: letters.tally,
    close: (): void => db.close()
  }
}
