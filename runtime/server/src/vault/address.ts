import { applies, chosenVariant, fill, isObject, type JsonSchema, pointerStep } from '@millrace/sdk'

/** Names of fields that say where to connect, in plugins that do not mark them. */
const NAMES = /^(?:protocol|port|(?:\w*[a-z])?(?:host|hostname|host_name|url|uri|endpoint|server|proxy|domain))$/i

/**
 * Where a config connects to, in a form that is equal exactly when the place is: of a URL only its origin counts, so
 * that a path may change. Fields are known by the keyword `address` or by their names.
 */
export const addressOf = (schema: JsonSchema, config: unknown): string =>
  JSON.stringify(collect(schema, fill(schema, config ?? {}), ''))

const collect = (schema: JsonSchema, value: unknown, path: string): string[] => {
  if (schema.tag !== undefined) {
    const shape = chosenVariant(schema, value)
    return shape ? collect(shape, value, path) : []
  }
  const { properties, items } = schema
  if (items && Array.isArray(value)) return value.flatMap((item, i) => collect(items, item, path + pointerStep(i)))
  if (!properties || !isObject(value)) return []
  return Object.entries(properties).flatMap(([name, field]) => {
    const at = path + pointerStep(name)
    if (value[name] === undefined || field.secret || !applies(field, value)) return []
    return isAddress(name, field) ? [`${at}=${place(value[name])}`] : collect(field, value[name], at)
  })
}

const isAddress = (name: string, field: JsonSchema): boolean =>
  field.address ?? (field.properties === undefined && field.tag === undefined && NAMES.test(name))

const place = (value: unknown): string => {
  if (typeof value !== 'string' || value.includes('{{') || !URL.canParse(value)) return JSON.stringify(value)
  const { protocol, host, username } = new URL(value)
  return JSON.stringify([protocol, host, username])
}
