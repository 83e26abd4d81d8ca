import type { StoredIntegration } from '@millrace/engine'
import { type DefinitionView, generate, isObject, type Preset } from '@millrace/sdk'
import { newId } from '../document/new-id.ts'

/** A new integration with a name that is free and the values that are made once, such as a client id. */
export const newIntegration = (
  definition: Pick<DefinitionView, 'type' | 'title' | 'version' | 'config'>,
  others: readonly StoredIntegration[]
): StoredIntegration => ({
  id: newId(new Set(others.map(({ id }) => id))),
  type: definition.type,
  version: definition.version,
  name: freeName(definition.title, others),
  config: generate(definition.config, {}) as StoredIntegration['config']
})

/** A copy to be changed: its own id, a free name, and anything made once made anew. Secrets are left out: they belong to the original. */
export const duplicate = (
  integration: StoredIntegration,
  definition: DefinitionView | undefined,
  others: readonly StoredIntegration[]
): StoredIntegration => {
  const { config } = integration
  const bare = withoutSecrets(
    Object.fromEntries(Object.entries(config).filter(([key]) => !isGenerated(definition, key)))
  )
  return {
    ...integration,
    id: newId(new Set(others.map(({ id }) => id))),
    name: freeName(integration.name, others),
    config: (definition ? generate(definition.config, bare) : bare) as StoredIntegration['config']
  }
}

const isGenerated = (definition: DefinitionView | undefined, key: string): boolean =>
  definition?.config.properties?.[key]?.generated !== undefined

const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([, part]) => !(isObject(part) && typeof part.$secret === 'string'))
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutSecrets(part)]))
}

const freeName = (name: string, others: readonly StoredIntegration[]): string => {
  const taken = new Set(others.map(other => other.name))
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name} ${number}`)) return `${name} ${number}`
}

/** What a preset sets, over what is there. */
export const withPreset = (integration: StoredIntegration, { config }: Preset): StoredIntegration => ({
  ...integration,
  config: { ...integration.config, ...config }
})
