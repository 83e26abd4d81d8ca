import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

/** Writes a copy of a journal as it is when this is called: what was begun before is in it, what comes after is not. */
export interface Snapshots {
  backup(file: string): Promise<void>
}

/** More pages than a file can have: the copy is made in one step. */
const ALL_PAGES = 2 ** 30

/**
 * Copies both databases as they are at this moment, while messages flow. The journal must not be older than the checkpoints
 * of sources, nor younger than the state that its finished messages wrote, so both are taken in the same turn: reading of
 * the one begins, and the copy of the other is asked for, before anything else can happen.
 */
export const snapshot = async (dataDir: string, journal: Snapshots, target: string): Promise<void> => {
  const database = new DatabaseSync(join(dataDir, 'millrace.db'), { readOnly: true, timeout: 10_000 })
  try {
    database.exec('BEGIN')
    database.prepare('SELECT count(*) FROM facts').get()
    const journaled = journal.backup(join(target, 'journal.db'))
    const copied = backup(database, join(target, 'millrace.db'), { rate: ALL_PAGES })
    await Promise.all([journaled, copied])
  } finally {
    database.close()
  }
}
