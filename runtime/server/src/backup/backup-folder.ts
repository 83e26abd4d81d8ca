import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { sqliteJournal } from '@millrace/journal'
import { openDatabase } from '../database/database.ts'
import { lockFolder } from '../files/folder-lock.ts'
import { journalBounds } from '../settings/journal-bounds.ts'
import type { Settings } from '../settings/schema.ts'
import { createBackup } from './create-backup.ts'

export interface FolderBackup {
  readonly dataDir: string
  readonly settings: Settings
  readonly version: string
  readonly includeKey: boolean
}

/** Writes a backup of a data folder that no server uses. Throws FOLDER_LOCKED. */
export const backupFolder = async (file: string, options: FolderBackup): Promise<void> => {
  const { dataDir, settings, version, includeKey } = options
  const lock = lockFolder(dataDir)
  try {
    await openDatabase(dataDir).close()
    const journal = await sqliteJournal({ dir: dataDir, bounds: journalBounds(settings) })
    try {
      const { archive, release } = await createBackup({ dataDir, journal, version, includeKey })
      try {
        await pipeline(archive, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
      } finally {
        await release()
      }
    } finally {
      await journal.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true })
    throw error
  } finally {
    lock.release()
  }
}
