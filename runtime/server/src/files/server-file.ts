import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { t } from '@millrace/sdk'
import { parseFile, readText } from './read-json.ts'
import { writeAtomic } from './write-atomic.ts'

/** How commands on this machine reach the server of a data folder: whoever may read the folder may do everything to it anyway. */
export interface ServerAddress {
  readonly url: string
  /** As good as a password, while this server runs. */
  readonly token: string
}

const ServerAddressSchema = t.Object({ url: t.String(), token: t.String() })

const pathOf = (folder: string): string => join(folder, '.server.json')

export const newToken = (): string => randomBytes(24).toString('base64url')

/** Tells where the server is, to those who may read the folder. Answers with what takes it back. */
export const tellAddress = async (folder: string, address: ServerAddress): Promise<() => void> => {
  await writeAtomic(pathOf(folder), `${JSON.stringify(address)}\n`, 0o600)
  return () => rmSync(pathOf(folder), { force: true })
}

/** Where the server of a data folder is, or was when it ended without saying so; undefined when none is running. */
export const serverAddress = async (folder: string): Promise<ServerAddress | undefined> => {
  const text = await readText(pathOf(folder))
  return text === undefined ? undefined : (parseFile(pathOf(folder), text, ServerAddressSchema) as ServerAddress)
}
