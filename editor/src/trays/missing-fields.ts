import type { StoredIntegration } from '@millrace/engine'
import { check, type DefinitionView, fill } from '@millrace/sdk'
import { labelOf } from '../forms/labels.ts'

/** What the fields are called that keep an integration from being configured, each once. */
export const missingFields = (
  { config }: Pick<StoredIntegration, 'config'>,
  definition: DefinitionView | undefined
): readonly string[] => {
  if (!definition) return []
  const names = check(definition.config, fill(definition.config, config)).map(({ path }) => {
    const key = path.split('/')[1] ?? ''
    const field = definition.config.properties?.[key]
    return field ? labelOf(key, field) : key
  })
  return [...new Set(names)]
}
