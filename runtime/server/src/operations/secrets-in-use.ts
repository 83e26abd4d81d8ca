import { secretReferences } from '@millrace/sdk'
import type { ServerParts } from './parts.ts'

/** Removes the secrets that no config refers to. While a file is broken nobody knows what it refers to, so all stay. */
export const pruneSecrets = async ({ folder, runtime }: Pick<ServerParts, 'folder' | 'runtime'>): Promise<void> => {
  if (folder.problems.length > 0) return
  const configs = [
    ...runtime.flows.flatMap(({ nodes }) => nodes.map(({ config }) => config)),
    ...runtime.integrations.map(({ config }) => config),
    ...runtime.credentials.map(({ config }) => config)
  ]
  await folder.vault.prune(new Set(configs.flatMap(referencesIn)))
}

const known = new WeakMap<object, readonly string[]>()

/** A config is never changed in place, so what was found in it stays true. */
const referencesIn = (config: object | undefined): readonly string[] => {
  if (config === undefined) return []
  const found = known.get(config) ?? secretReferences(config)
  known.set(config, found)
  return found
}
