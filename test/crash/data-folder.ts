import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

/** Asks a database in the data folder of a Millrace that does not run. A copy is asked, so that the next start finds what the kill has left. */
const ask = async (dir: string, file: string, query: string): Promise<readonly Record<string, SQLOutputValue>[]> => {
  const copy = await mkdtemp(join(tmpdir(), 'millrace-crash-copy-'))
  try {
    for (const name of [file, `${file}-wal`])
      await copyFile(join(dir, name), join(copy, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
    using database = new DatabaseSync(join(copy, file))
    return database.prepare(query).all()
  } finally {
    await rm(copy, { recursive: true })
  }
}

/** How many messages under way the journal holds: those that the next start goes on with. */
export const journaled = async (dir: string): Promise<number> => {
  const [row] = await ask(dir, 'journal.db', 'SELECT count(*) AS count FROM entry')
  return Number(row?.count)
}

/** What triggers and connections keep, as it is encoded, by key. */
export const stored = async (dir: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await ask(dir, 'millrace.db', 'SELECT key, value FROM storage')
  return new Map(rows.map(({ key, value }) => [String(key), String(value)]))
}

/** What the journal holds is gone. */
export const forgetJournal = async (dir: string): Promise<void> => {
  for (const end of ['', '-wal', '-shm']) await rm(join(dir, `journal.db${end}`), { force: true })
}
