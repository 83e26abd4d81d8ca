import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FlowError } from '@millrace/sdk'

/**
 * Holds a data folder for one runtime until `release`. The lock is the operating system's, taken through SQLite: it goes
 * with its process however that ends, so there is no stale lock to clear away. Throws FOLDER_LOCKED.
 */
export const lockFolder = (folder: string): { release(): void } => {
  const database = new DatabaseSync(join(folder, '.lock'))
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    const message = `Another Millrace uses the data folder ${folder}. Stop it, or start this one with another --data-dir folder.`
    throw new FlowError('FOLDER_LOCKED', message, { cause: error })
  }
  return { release: () => database.close() }
}

/** Whether a runtime holds the folder now. */
export const isLocked = (folder: string): boolean => {
  try {
    lockFolder(folder).release()
    return false
  } catch (error) {
    if (error instanceof FlowError) return true
    throw error
  }
}

const SQLITE_BUSY = 5

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === SQLITE_BUSY
