import { sqliteJournal } from '@millrace/journal'
import { lockFolder } from '../files/folder-lock.ts'
import { journalBounds } from '../settings/journal-bounds.ts'
import type { Settings } from '../settings/schema.ts'
import type { LetterBox } from './dead-letters.ts'

/** The dead letters of a data folder that no server uses. What is replayed goes on its way with the next start. Throws FOLDER_LOCKED. */
export const openLetters = async (
  dataDir: string,
  settings: Settings
): Promise<LetterBox & { close(): Promise<void> }> => {
  const lock = lockFolder(dataDir)
  try {
    const journal = await sqliteJournal({ dir: dataDir, bounds: journalBounds(settings) })
    return {
      journal,
      async replay(ids, { message } = {}) {
        const letters = await journal.deadLetters({ ids, limit: Number.MAX_SAFE_INTEGER })
        for (const { error: _error, revision: _revision, buriedAt: _buriedAt, ...entry } of letters)
          await journal.append({ ...entry, ...(message && { message }), tries: 0 })
        return journal.purge(letters.map(({ id }) => id))
      },
      async close() {
        await journal.close()
        lock.release()
      }
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
