import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { check, FlowError } from '@millrace/sdk'
import { extract } from 'tar'
import { FORMAT, MANIFEST, type Manifest, ManifestSchema } from './manifest.ts'

/**
 * Makes a data folder from an archive. Refuses one that is not empty, be it in use or not; a failure leaves the folder as
 * it was. Throws FOLDER_NOT_EMPTY, BACKUP_BROKEN or FORMAT_NEWER.
 */
export const restoreBackup = async (archive: string, dataDir: string): Promise<Manifest> => {
  const target = resolve(dataDir)
  await refuseFilled(target)
  await mkdir(dirname(target), { recursive: true })
  const stage = await mkdtemp(`${target}.restoring-`)
  try {
    await unpack(archive, stage)
    const manifest = await readManifest(archive, stage)
    await rm(join(stage, MANIFEST))
    await rm(target, { recursive: true, force: true })
    await rename(stage, target)
    return manifest
  } catch (error) {
    // An archive that breaks off leaves files that are still being written.
    await rm(stage, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 })
    throw error
  }
}

const refuseFilled = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return
  const message = `${folder} is not empty, and a backup replaces nothing. Name a folder that is new or empty.`
  throw new FlowError('FOLDER_NOT_EMPTY', message)
}

const unpack = async (archive: string, folder: string): Promise<void> => {
  try {
    await extract({ file: archive, cwd: folder, strict: true, filter: (_, entry) => isPlain(entry) })
  } catch (cause) {
    throw broken(archive, (cause as Error).message, cause)
  }
}

/** Links would lead out of the folder. */
const isPlain = (entry: object): boolean => {
  const { type } = entry as { readonly type?: string }
  if (type === 'File' || type === 'Directory' || type === 'OldFile') return true
  throw new Error(`it holds a ${type}`)
}

const readManifest = async (archive: string, folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw broken(archive, `it holds no ${MANIFEST}`, cause)
  }
  if (check(ManifestSchema, value).length > 0) throw broken(archive, `its ${MANIFEST} is of something else`)
  const manifest = value as Manifest
  if (manifest.format > FORMAT) {
    const message = `${archive} has format ${manifest.format}, and this Millrace knows formats up to ${FORMAT}. Update Millrace.`
    throw new FlowError('FORMAT_NEWER', message)
  }
  return manifest
}

const broken = (archive: string, reason: string, cause?: unknown): FlowError =>
  new FlowError('BACKUP_BROKEN', `${archive} is not a backup of Millrace, or is damaged: ${reason}.`, { cause })
