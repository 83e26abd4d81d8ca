import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FlowError } from '@millrace/sdk'

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
  /** A commit survives the end of the process, and a failure of the power when the system has written it out. */
  readonly quick: DatabaseSync
  close(): void
}

/** Opens `millrace.db` of a data folder, made or brought up to date as needed. Throws FORMAT_NEWER. */
export const openDatabase = (folder: string): Database => {
  const path = join(folder, 'millrace.db')
  const durable = connect(path, 'FULL')
  try {
    migrate(durable, path)
  } catch (error) {
    durable.close()
    throw error
  }
  const quick = connect(path, 'NORMAL')
  return {
    durable,
    quick,
    close() {
      quick.close()
      durable.close()
    }
  }
}

const connect = (path: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSync => {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`)
  return database
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
