import type { DatabaseSync } from 'node:sqlite'
import { NewerFormat } from './disk-error.ts'

/** The format that this version writes; kept in the file as `user_version`. */
export const formatVersion = 1

const tables = `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    flow TEXT NOT NULL,
    node TEXT NOT NULL,
    message TEXT NOT NULL,
    tries INTEGER NOT NULL,
    at REAL NOT NULL,
    dueAt REAL,
    key TEXT
  ) STRICT;
  CREATE TABLE deadLetter (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    flow TEXT NOT NULL,
    node TEXT NOT NULL,
    message TEXT NOT NULL,
    tries INTEGER NOT NULL,
    at REAL NOT NULL,
    dueAt REAL,
    key TEXT,
    error TEXT NOT NULL,
    revision INTEGER NOT NULL,
    buriedAt REAL NOT NULL
  ) STRICT;
  CREATE INDEX deadLetterByTime ON deadLetter (buriedAt, seq);
  CREATE TABLE tally (dropped INTEGER NOT NULL) STRICT;
  INSERT INTO tally VALUES (0);
`

/** Makes the tables of a new file. Throws FORMAT_NEWER, before anything is written, for a file of a later Millrace. */
export const prepareSchema = (db: DatabaseSync, file: string): void => {
  // With the lock held by this process alone, SQLite needs no shared memory and a second runtime is refused.
  db.exec('PRAGMA locking_mode = EXCLUSIVE')
  const found = (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
  if (found > formatVersion)
    throw new NewerFormat(
      `${file} has format ${found}, this Millrace knows ${formatVersion}. Update Millrace, or use another folder`
    )
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  db.exec('PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864')
  db.exec('BEGIN EXCLUSIVE')
  if (found === 0) db.exec(`${tables} PRAGMA user_version = ${formatVersion}`)
  db.exec('COMMIT')
}
