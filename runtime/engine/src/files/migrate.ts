import { type Definition, FlowError } from '@millrace/sdk'

/** The stored config in the shape that the definition knows now. Throws when it was written by a newer definition. */
export const migrate = (
  definition: Definition,
  stored: { readonly version?: number; readonly config?: Readonly<Record<string, unknown>> }
): object => {
  const now = definition.version ?? 1
  let version = stored.version ?? 1
  let config: object = stored.config ?? {}
  if (version > now)
    throw new FlowError(
      'CONFIG_INVALID',
      `was made by version ${version} of ${definition.type}, and this is version ${now}: update the plugin`
    )
  for (; version < now; version++) config = definition.migrate?.[version]?.(config) ?? config
  return config
}
