import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RuntimeOptions } from '@millrace/engine'
import { createRedactor, globalsFile, integrationsFile, loadPlugins, Vault } from '@millrace/server/folder'
import { firstPartyPlugins } from './first-party-plugins.ts'

type Surroundings = Pick<RuntimeOptions, 'plugins' | 'integrations' | 'credentials' | 'globals' | 'secret'>

/**
 * What flows need besides themselves: plugins, and from a data folder its integrations, globals and secrets. Nothing is
 * written there. Throws what is wrong with its files or plugins.
 */
export const readSurroundings = async (dataDir: string | undefined, { secrets = true } = {}): Promise<Surroundings> => {
  const plugins = firstPartyPlugins
  if (dataDir === undefined) return { plugins }
  const loaded = await loadPlugins({ dataDir, named: [], given: plugins })
  for (const failure of loaded.failures) throw failure
  const integrationsRecord = integrationsFile(dataDir)
  const globalsRecord = globalsFile(dataDir)
  const { integrations, credentials = [] } = await integrationsRecord.read()
  const { globals } = await globalsRecord.read()
  integrationsRecord.refuseBroken()
  globalsRecord.refuseBroken()
  const secret = secrets ? await readSecrets(dataDir) : undefined
  return { plugins: loaded.plugins, integrations, credentials, globals, ...(secret && { secret }) }
}

const readSecrets = async (dataDir: string): Promise<RuntimeOptions['secret']> => {
  if (!existsSync(join(dataDir, 'credentials.json'))) return undefined
  const vault = await Vault.open(dataDir, process.env.MILLRACE_SECRET_KEY, createRedactor())
  if (vault.problem) throw vault.problem
  return id => vault.secret(id)
}
