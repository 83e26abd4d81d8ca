import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteJournal } from '@millrace/journal'

/** A journal in a folder that goes with it, or the runtime's own, in memory. */
export const openJournal = async (onDisk: boolean) => {
  if (!onDisk) return { closeJournal: async () => {} }
  const dir = await mkdtemp(join(tmpdir(), 'bench-millrace-'))
  return { journal: await sqliteJournal({ dir }), closeJournal: () => rm(dir, { recursive: true, force: true }) }
}
