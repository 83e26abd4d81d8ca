import type { StoredIntegration } from '@millrace/engine'
import { asJson, openSecrets } from '@millrace/sdk'
import { configFields, replaceAt } from './config-fields.ts'
import { findIntegration, saveIntegration } from './integrations.ts'
import { freeName, newId } from './new-id.ts'
import type { Principal, ServerParts } from './parts.ts'

/**
 * Copies an integration under another id and name. The copy is switched off, so that nothing is heard twice, what was
 * generated for the first, such as a client id, is made anew, and its secrets are sealed for it alone.
 */
export const duplicateIntegration = (
  parts: ServerParts,
  { id, name }: { readonly id: string; readonly name?: string },
  by: Principal
): Promise<StoredIntegration> => {
  const { runtime, folder } = parts
  const source = findIntegration(runtime, id)
  const taken = runtime.integrations
  const config = openSecrets(withoutGenerated(parts, source), secret => folder.vault.secret(secret))
  const copy = {
    ...source,
    id: newId(one => taken.some(other => other.id === one)),
    name:
      name ??
      freeName(
        `${source.name} copy`,
        taken.map(({ name }) => name)
      ),
    enabled: false,
    config: config as StoredIntegration['config']
  }
  return saveIntegration(parts, copy, by)
}

/** The config without what was made for this one integration. */
export const withoutGenerated = (
  { runtime }: Pick<ServerParts, 'runtime'>,
  { type, config }: Pick<StoredIntegration, 'type' | 'config'>
): StoredIntegration['config'] => {
  const definition = runtime.definition(type)
  if (definition === undefined) return config
  const generated = [...configFields(asJson(definition.config), config)].filter(
    ({ schema }) => schema.generated !== undefined
  )
  return replaceAt(config, new Map(generated.map(({ path }) => [path, undefined]))) as StoredIntegration['config']
}
