import type { StoredIntegration } from '@millrace/engine'
import { type DefinitionView, generate, type Preset } from '@millrace/sdk'
import { newId } from '../document/new-id.ts'
import { freeName } from './free-name.ts'

/** A new integration with a name that is free, the values that are made once, such as a client id, and those of a preset. */
export const newIntegration = (
  definition: Pick<DefinitionView, 'type' | 'title' | 'version' | 'config' | 'presets'>,
  others: readonly StoredIntegration[],
  preset?: string
): StoredIntegration => {
  const made: StoredIntegration = {
    id: newId(new Set(others.map(({ id }) => id))),
    type: definition.type,
    version: definition.version,
    name: freeName(definition.title, others),
    config: generate(definition.config, {}) as StoredIntegration['config']
  }
  const chosen = definition.presets?.find(({ title }) => title === preset)
  return chosen ? withPreset(made, chosen) : made
}

/** What a preset sets, over what is there. */
export const withPreset = (integration: StoredIntegration, { config }: Preset): StoredIntegration => ({
  ...integration,
  config: { ...integration.config, ...config }
})
