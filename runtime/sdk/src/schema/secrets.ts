import { chosenVariant, isObject, type JsonSchema } from './walk.ts'

/** How a stored config refers to a secret. */
export interface SecretReference {
  readonly $secret: string
}

export const isSecretReference = (value: unknown): value is SecretReference =>
  isObject(value) && typeof value.$secret === 'string'

/**
 * A copy of a config in which every plain secret has become a reference, made by `keep`. References that are there stay:
 * a secret goes with its place in the config however items are moved, copied or deleted, because the reference moves with it.
 */
export const sealSecrets = (schema: JsonSchema, config: unknown, keep: (plain: string) => SecretReference): unknown => {
  if (config === undefined) return undefined
  if (schema.secret)
    return typeof config === 'string' && config !== '' ? keep(config) : isSecretReference(config) ? config : undefined
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, config)
    return shape ? sealSecrets(shape, config, keep) : config
  }
  const { properties, items } = schema
  if (properties && schema.template === undefined && isObject(config)) {
    const entries = Object.entries(config).map(([key, value]) => {
      const field = properties[key]
      return [key, field ? sealSecrets(field, value, keep) : value] as const
    })
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }
  if (items && Array.isArray(config)) return config.map(item => sealSecrets(items, item, keep))
  return config
}

/** A copy of a config with the plain secret in the place of each reference; one that `secret` does not know stays a reference. */
export const openSecrets = (config: unknown, secret: (id: string) => string | undefined): unknown => {
  if (isSecretReference(config)) return secret(config.$secret) ?? config
  if (Array.isArray(config)) return config.map(item => openSecrets(item, secret))
  if (!isObject(config) || Object.getPrototypeOf(config) !== Object.prototype) return config
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, openSecrets(value, secret)]))
}

/** The references that a config holds, wherever they stand. */
export const secretReferences = (config: unknown): string[] => {
  if (isSecretReference(config)) return [config.$secret]
  if (Array.isArray(config)) return config.flatMap(secretReferences)
  return isObject(config) ? Object.values(config).flatMap(secretReferences) : []
}
