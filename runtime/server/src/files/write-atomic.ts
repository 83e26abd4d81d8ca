import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

/** Replaces a file so that a crash leaves either the old or the new one; on disk when it resolves. */
export const writeAtomic = async (path: string, text: string, mode?: number): Promise<void> => {
  await writeFileAtomic(path, text, { fsync: true, ...(mode !== undefined && { mode }) })
  await syncFolder(dirname(path))
}

/** Removes a file, also when it is not there; gone from the disk when it resolves. */
export const removeDurably = async (path: string): Promise<void> => {
  await rm(path, { force: true })
  await syncFolder(dirname(path))
}

/** A rename is on disk only when its folder is. Windows knows no such thing and refuses. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
