import { chosenVariant, isObject, type JsonSchema } from './walk.ts'

/** A copy with every missing value that has a default filled in, down into the chosen variants. */
export const fill = (schema: JsonSchema, stored: unknown): unknown => {
  const value = stored === undefined && schema.default !== undefined ? structuredClone(schema.default) : stored
  if (value === undefined) return undefined
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, value)
    return shape ? fill(shape, value) : value
  }
  if (schema.template === 'value' || schema.template === 'target') return value
  if (schema.properties && isObject(value)) {
    const filled = { ...value }
    for (const [key, part] of Object.entries(schema.properties)) {
      const inside = fill(part, value[key])
      if (inside !== undefined) filled[key] = inside
    }
    return filled
  }
  const { items } = schema
  if (items && Array.isArray(value)) return value.map(item => fill(items, item))
  return value
}
