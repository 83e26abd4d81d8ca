import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FlowError } from '@millrace/sdk'
import { BackgroundWriter } from './background-writer.ts'

/** Milliseconds to wait while the other thread commits. */
const BUSY_TIMEOUT = 10_000

const SCHEMA = [
  `CREATE TABLE revisions (
     kind TEXT NOT NULL,
     number INTEGER NOT NULL,
     at INTEGER NOT NULL,
     author TEXT NOT NULL,
     note TEXT,
     content TEXT NOT NULL,
     PRIMARY KEY (kind, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE storage (owner TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (owner, key)) STRICT, WITHOUT ROWID;
   CREATE TABLE state (owner TEXT, store TEXT, key TEXT, value TEXT NOT NULL,
     PRIMARY KEY (owner, store, key)) STRICT, WITHOUT ROWID;
   CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`
]

/** What is not a file of its own: history, stored values, state. */
export interface Database {
  /** Every commit is on the disk when it returns. */
  readonly durable: DatabaseSync
  /** Writes without holding up the process: values that come often. */
  readonly writer: BackgroundWriter
  /** Writes what waits, and lets go of the file. */
  close(): Promise<void>
}

/** Opens `millrace.db` of a data folder, made or brought up to date as needed. Throws FORMAT_NEWER. */
export const openDatabase = (folder: string): Database => {
  const path = join(folder, 'millrace.db')
  const durable = new DatabaseSync(path, { timeout: BUSY_TIMEOUT })
  durable.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  try {
    migrate(durable, path)
  } catch (error) {
    durable.close()
    throw error
  }
  const writer = new BackgroundWriter(path)
  return {
    durable,
    writer,
    async close() {
      await writer.close()
      durable.close()
    }
  }
}

const migrate = (database: DatabaseSync, path: string): void => {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > SCHEMA.length)
    throw new FlowError(
      'FORMAT_NEWER',
      `${path} has format ${version}, and this Millrace knows formats up to ${SCHEMA.length}. Update Millrace.`
    )
  for (let next = version; next < SCHEMA.length; next++)
    database.exec(`BEGIN; ${SCHEMA[next]} PRAGMA user_version = ${next + 1}; COMMIT`)
}
