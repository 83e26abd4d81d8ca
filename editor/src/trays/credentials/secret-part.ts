import { chosenVariant, isObject, type JsonSchema } from '@millrace/sdk'

/** The part of a schema that is secret, in the shape that the config has chosen; undefined when nothing in it is. */
export const secretPart = (schema: JsonSchema, config: unknown): JsonSchema | undefined => {
  if (schema.secret) return schema
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, config)
    const part = shape && secretPart(shape, config)
    return part && { ...part, ...(schema.title === undefined ? {} : { title: schema.title }) }
  }
  const values = isObject(config) ? config : {}
  const parts = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const part = secretPart(field, values[key])
    return part ? [[key, { ...part, advanced: false }] as const] : []
  })
  if (parts.length === 0) return undefined
  const properties = Object.fromEntries(parts)
  const required = Object.entries(properties)
    .filter(([key, part]) => schema.required?.includes(key) && (part.secret || (part.required ?? []).length > 0))
    .map(([key]) => key)
  return { type: 'object', properties, required }
}

/** A config with new secrets laid over it; what was left empty stays as it was. */
export const withSecrets = (config: unknown, secrets: unknown): unknown => {
  if (secrets === undefined || secrets === '') return config
  if (!isObject(secrets)) return secrets
  const before = isObject(config) ? config : {}
  const changed = Object.entries(secrets).map(([key, value]) => [key, withSecrets(before[key], value)] as const)
  return { ...before, ...Object.fromEntries(changed) }
}
