import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { FlowError } from '@millrace/sdk'
import { loadSettings, type Settings } from '@millrace/server'
import { isLocked, serverAddress } from '@millrace/server/folder'
import { UsageError } from './command.ts'
import { defaultDataDir } from './environment.ts'
import { type RunningServer, runningServer } from './running-server.ts'

/** Options of every command that works on a server, running or not. */
export const reachOptions = { url: { type: 'string' }, 'data-dir': { type: 'string' } } as const

export const reachHelp = () => `  --url URL            The running server. Its password is read from MILLRACE_PASSWORD.
  --data-dir <folder>  Without --url: the data folder, of a server that runs on this machine or of none.
                       Default: ${defaultDataDir()}. [MILLRACE_DATA_DIR]`

/** A server that runs, or a data folder that none uses. */
export type Reached =
  | { readonly server: RunningServer }
  | { readonly server: undefined; readonly dataDir: string; readonly settings: Settings }

/** Finds the server to talk to; where none runs, its data folder. Throws SERVER_AWAY. */
export const reach = async (values: {
  readonly url?: string | undefined
  readonly 'data-dir'?: string | undefined
}): Promise<Reached> => {
  const { url, 'data-dir': folder } = values
  if (url !== undefined && folder !== undefined) throw new UsageError('Give --url or --data-dir, not both')
  if (url !== undefined) {
    if (!URL.canParse(url))
      throw new UsageError(`--url is ${url}, and must be an address such as http://127.0.0.1:1880`)
    return { server: runningServer({ url, token: process.env.MILLRACE_PASSWORD }) }
  }
  const dataDir = folder === undefined ? defaultDataDir() : resolve(folder)
  if (!existsSync(dataDir)) throw new FlowError('SERVER_AWAY', `There is no data folder ${dataDir}. Name another.`)
  if (!isLocked(dataDir)) return { server: undefined, dataDir, settings: await settingsOf(dataDir) }
  const address = await serverAddress(dataDir)
  if (address !== undefined) return { server: runningServer(address) }
  const message = `${dataDir} is in use by a Millrace that does not say where it listens. Name its address with --url.`
  throw new FlowError('SERVER_AWAY', message)
}

const settingsOf = (dataDir: string): Promise<Settings> => loadSettings({ env: process.env, dataDir })
