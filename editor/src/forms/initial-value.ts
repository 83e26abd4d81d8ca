import { fill, type JsonSchema } from '@millrace/sdk'

/** What a new list entry, or a freshly chosen variant, starts with: its defaults, and something of the right type where there is none. */
export const initialValue = (schema: JsonSchema): unknown => {
  if (schema.default !== undefined) return fill(schema, undefined)
  if (schema.tag !== undefined) return schema.anyOf?.[0] && initialValue(schema.anyOf[0])
  if (schema.const !== undefined) return schema.const
  if (schema.template === 'value' || schema.template === 'target')
    return { type: schema.properties?.type?.enum?.[0] ?? 'msg', value: '' }
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'object':
      return fields(schema)
    case 'array':
      return []
    case 'string':
      return ''
    case 'boolean':
      return false
    default:
      return undefined
  }
}

const fields = ({ properties = {}, required = [] }: JsonSchema): object =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([key, field]) => required.includes(key) || field.default !== undefined)
      .map(([key, field]) => [key, initialValue(field)])
      .filter(([, value]) => value !== undefined)
  )
