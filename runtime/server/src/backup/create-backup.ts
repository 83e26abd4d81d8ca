import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { create } from 'tar'
import { FILES, FORMAT, KEY, MANIFEST, type Manifest, SETTINGS } from './manifest.ts'
import { type Snapshots, snapshot } from './snapshot.ts'

export interface BackupOptions {
  readonly dataDir: string
  readonly journal: Snapshots
  readonly version: string
  /** Also what the secrets are opened with: who has the archive then has the secrets. */
  readonly includeKey: boolean
}

export interface Backup {
  /** A gzipped tar. */
  readonly archive: Readable
  /** Removes what was set aside for it; after the archive was read, or given up. */
  release(): Promise<void>
}

const STAGE = '.backup-'

/**
 * Sets aside a copy of a data folder that is whole and of one moment, also while messages flow. Whoever asks must see to
 * it that no file changes meanwhile.
 */
export const createBackup = async ({ dataDir, journal, version, includeKey }: BackupOptions): Promise<Backup> => {
  const stage = await mkdtemp(join(dataDir, STAGE))
  const release = () => rm(stage, { recursive: true, force: true })
  try {
    await snapshot(dataDir, journal, stage)
    const present = new Set(await readdir(dataDir))
    for (const name of [...FILES, ...(includeKey ? [KEY] : [])])
      if (present.has(name)) await cp(join(dataDir, name), join(stage, name), { recursive: true, filter: isOurs })
    if (present.has(SETTINGS))
      await writeFile(join(stage, SETTINGS), await settings(join(dataDir, SETTINGS), includeKey))
    const key = includeKey && present.has(KEY)
    const manifest: Manifest = { format: FORMAT, kind: 'millrace-backup', at: Date.now(), version, key }
    await writeFile(join(stage, MANIFEST), `${JSON.stringify(manifest)}\n`)
    // What says whose archive it is comes first, so that a reader knows at once.
    const names = (await readdir(stage)).toSorted((a, b) => Number(b === MANIFEST) - Number(a === MANIFEST))
    const archive = create({ gzip: true, cwd: stage, portable: true }, names) as unknown as Readable
    return { archive, release }
  } catch (error) {
    await release()
    throw error
  }
}

/** Removes what backups set aside that a crash interrupted. */
export const removeStale = async (dataDir: string): Promise<void> => {
  for (const name of await readdir(dataDir))
    if (name.startsWith(STAGE)) await rm(join(dataDir, name), { recursive: true, force: true })
}

const isOurs = (path: string): boolean => basename(path) !== 'node_modules'

/** The settings may name the key of the secrets: it is kept like the key's own file. */
const settings = async (path: string, includeKey: boolean): Promise<string> => {
  const text = await readFile(path, 'utf8')
  if (includeKey) return text
  try {
    const { secretKey: _left, ...rest } = JSON.parse(text)
    return _left === undefined ? text : `${JSON.stringify(rest, undefined, 2)}\n`
  } catch {
    return '{}\n'
  }
}
