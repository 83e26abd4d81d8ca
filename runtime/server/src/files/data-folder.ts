import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Flow, StoredCredential, StoredIntegration } from '@millrace/engine'
import type { FlowError } from '@millrace/sdk'
import { type Database, openDatabase } from '../database/database.ts'
import { type Facts, openFacts } from '../database/facts.ts'
import { openRevisions, type Revisions } from '../database/revisions.ts'
import { openState, type StateTable } from '../database/state.ts'
import { openStorage, type StorageTable } from '../database/storage.ts'
import type { Redactor } from '../vault/redactor.ts'
import { Vault } from '../vault/vault.ts'
import { FlowFolder } from './flow-folder.ts'
import { lockFolder } from './folder-lock.ts'
import { type GlobalsRecord, globalsFile } from './globals-file.ts'
import { type Integrations, integrationsFile } from './integrations-file.ts'
import { PendingDeploy } from './pending-deploy.ts'
import type { RecordFile } from './record-file.ts'

/** A data folder, held by this process: its files, secrets and database, and what they held when it was opened. */
export interface DataFolder {
  readonly path: string
  readonly flows: FlowFolder
  readonly pending: PendingDeploy
  readonly integrations: RecordFile<Integrations>
  readonly globals: RecordFile<GlobalsRecord>
  readonly vault: Vault
  readonly revisions: Revisions
  readonly storage: StorageTable
  readonly state: StateTable
  readonly facts: Facts
  readonly found: Found
  /** What is wrong with its files, if anything is. While there is, no secret counts as unused. */
  readonly problems: readonly FlowError[]
  /** Writes what waits, and gives the folder free. */
  close(): Promise<void>
}

export interface Found {
  readonly flows: readonly Flow[]
  readonly integrations: readonly StoredIntegration[]
  readonly credentials: readonly StoredCredential[]
  readonly globals: Readonly<Record<string, unknown>>
}

export interface DataFolderOptions {
  readonly secretKey: string | undefined
  /** How many revisions are kept. */
  readonly revisions: number
  readonly redactor: Redactor
}

/** Takes hold of a data folder, makes what is missing and finishes a deploy that a crash interrupted. Throws FOLDER_LOCKED or FORMAT_NEWER. */
export const openDataFolder = async (path: string, options: DataFolderOptions): Promise<DataFolder> => {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const lock = lockFolder(path)
  let database: Database | undefined
  try {
    database = openDatabase(path)
    return await read(path, options, database, async () => {
      await database?.close()
      lock.release()
    })
  } catch (error) {
    await database?.close()
    lock.release()
    throw error
  }
}

const read = async (
  path: string,
  { secretKey, revisions, redactor }: DataFolderOptions,
  database: Database,
  close: () => Promise<void>
): Promise<DataFolder> => {
  const pending = new PendingDeploy(path)
  await pending.finish()
  const flows = new FlowFolder(join(path, 'flows'))
  const integrations = integrationsFile(path)
  const globals = globalsFile(path)
  const vault = await Vault.open(path, secretKey, redactor)
  const found = {
    flows: await flows.read(),
    ...withCredentials(await integrations.read()),
    globals: (await globals.read()).globals
  }
  return {
    path,
    flows,
    pending,
    integrations,
    globals,
    vault,
    revisions: openRevisions(database, revisions),
    storage: openStorage(database),
    state: openState(database),
    facts: openFacts(database),
    found,
    get problems() {
      const files = [integrations.broken, globals.broken, vault.problem].filter(problem => problem !== undefined)
      return [...flows.broken.map(({ error }) => error), ...files]
    },
    close
  }
}

const withCredentials = ({ integrations, credentials = [] }: Integrations) => ({ integrations, credentials })
