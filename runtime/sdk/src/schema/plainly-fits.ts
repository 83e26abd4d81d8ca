import { isObject, type JsonSchema } from './walk.ts'

/**
 * Whether a value fits, for the schemas that most fields have: told without the validator, which costs a hundred times as
 * much. False means that the validator must look.
 */
export const plainlyFits = (schema: JsonSchema, value: unknown): boolean => {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' && schema.pattern === undefined && textFits(schema, value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && numberFits(schema, value)
    case 'integer':
      return Number.isInteger(value) && numberFits(schema, value as number)
    case 'boolean':
      return typeof value === 'boolean'
    case 'array':
      return Array.isArray(value) && !schema.uniqueItems && listFits(schema, value)
    case 'object':
      return typedFits(schema, value)
    case undefined:
      return schema.enum !== undefined && schema.const === undefined && schema.anyOf === undefined
    default:
      return false
  }
}

/** Lengths count characters, of which text has at most as many as units: what is not certain is for the validator. */
const textFits = ({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, const: only }: JsonSchema, value: string) =>
  value.length <= maxLength && value.length >= minLength && minLength <= 1 && (only === undefined || only === value)

const numberFits = (schema: JsonSchema, value: number): boolean =>
  value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
  value <= (schema.maximum ?? Number.POSITIVE_INFINITY) &&
  (schema.const === undefined || schema.const === value) &&
  !('multipleOf' in schema || 'exclusiveMinimum' in schema || 'exclusiveMaximum' in schema)

const listFits = ({ minItems = 0, maxItems = Number.POSITIVE_INFINITY }: JsonSchema, value: readonly unknown[]) =>
  value.length >= minItems && value.length <= maxItems

/** A typed input: its kind and its text; whether they fit each other is checked elsewhere. */
const typedFits = ({ template, properties }: JsonSchema, value: unknown): boolean => {
  if ((template !== 'value' && template !== 'target') || !isObject(value)) return false
  const kinds = properties?.type?.enum
  return Object.keys(value).length === 2 && typeof value.value === 'string' && kinds?.includes(value.type) === true
}
