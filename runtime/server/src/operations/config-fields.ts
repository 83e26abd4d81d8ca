import { applies, asJson, chosenVariant, type Definition, isObject, type JsonSchema, pointerStep } from '@millrace/sdk'

export interface ConfigField {
  readonly schema: JsonSchema
  readonly value: unknown
  /** JSON pointer. */
  readonly path: string
}

/** Every field of a config that plays a part, with its schema and place; of variants those of the chosen one. */
export function* configFields(schema: JsonSchema, value: unknown, path = ''): Generator<ConfigField> {
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, value)
    if (shape) yield* configFields(shape, value, path)
    return
  }
  const { properties, items } = schema
  if (properties && schema.template === undefined && isObject(value)) {
    for (const [name, field] of Object.entries(properties))
      if (applies(field, value)) yield* configFields(field, value[name], path + pointerStep(name))
  } else if (items && Array.isArray(value))
    for (const [i, item] of value.entries()) yield* configFields(items, item, path + pointerStep(i))
  else yield { schema, value, path }
}

/** The fields of a definition's config that name a credential. */
export const credentialFields = (definition: Definition | undefined, config: unknown): readonly ConfigField[] =>
  definition === undefined
    ? []
    : [...configFields(asJson(definition.config), config ?? {})].filter(
        ({ schema, value }) => schema.credential !== undefined && typeof value === 'string' && value !== ''
      )

/** A copy of a config in which the field at each of these places has another value; undefined removes it. */
export const replaceAt = (config: unknown, changes: ReadonlyMap<string, unknown>, path = ''): unknown => {
  if (changes.has(path)) return changes.get(path)
  if (Array.isArray(config)) return config.map((item, i) => replaceAt(item, changes, path + pointerStep(i)))
  if (!isObject(config)) return config
  const entries = Object.entries(config).map(([key, part]) => [key, replaceAt(part, changes, path + pointerStep(key))])
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined))
}
