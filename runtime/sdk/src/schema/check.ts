import type { TSchema } from 'typebox'
import type { Problem } from '../problem.ts'
import { checkLeaf } from './check-leaf.ts'
import { applies, chosenVariant, isObject, type JsonSchema, pointerStep } from './walk.ts'

/**
 * All problems of a stored config: of a set of variants only those of the chosen one, of fields that do not apply none.
 * The same function runs in the server, the CLI and the editor, so it needs neither a Node API nor `eval`.
 */
export const check = (schema: TSchema | JsonSchema, value: unknown, path = ''): Problem[] => {
  const json = schema as JsonSchema
  if (json.tag !== undefined) return checkVariants(json, json.tag, value, path)
  if (json.properties && json.template === undefined && isObject(value))
    return checkFields(json, json.properties, value, path)
  if (json.items && Array.isArray(value)) {
    const { items } = json
    return [...checkLeaf(json, value, path), ...value.flatMap((item, i) => check(items, item, path + pointerStep(i)))]
  }
  return checkLeaf(json, value, path)
}

const checkVariants = (schema: JsonSchema, tag: string, value: unknown, path: string): Problem[] => {
  const shape = chosenVariant(schema, value)
  if (shape) return check(shape, value, path)
  const names = schema.anyOf?.map(({ title }) => title).join(', ')
  return [{ path: path + pointerStep(tag), message: `must be one of ${names}` }]
}

const checkFields = (
  schema: JsonSchema,
  fields: Readonly<Record<string, JsonSchema>>,
  value: Record<string, unknown>,
  path: string
): Problem[] => {
  const problems: Problem[] = []
  for (const [key, field] of Object.entries(fields)) {
    if (!applies(field, value)) continue
    const at = path + pointerStep(key)
    if (value[key] !== undefined) problems.push(...check(field, value[key], at))
    else if (schema.required?.includes(key)) problems.push({ path: at, message: 'is required' })
  }
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(fields, key)) continue
    const { additionalProperties: rest } = schema
    if (rest === false) problems.push({ path: path + pointerStep(key), message: 'is not a known setting' })
    else if (isObject(rest)) problems.push(...check(rest as JsonSchema, value[key], path + pointerStep(key)))
  }
  return problems
}
