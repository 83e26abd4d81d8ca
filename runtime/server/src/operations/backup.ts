import { type Backup, createBackup } from '../backup/create-backup.ts'
import type { ServerParts } from './parts.ts'

/** A backup of the data folder at this moment. Messages flow on; deploys and other changes of files wait until it is set aside. */
export const backupNow = (
  parts: ServerParts,
  { includeKey = false }: { readonly includeKey?: boolean } = {}
): Promise<Backup> =>
  parts.turns.take(() =>
    parts.writes.take(() =>
      createBackup({ dataDir: parts.folder.path, journal: parts.journal, version: parts.version, includeKey })
    )
  )
