import { isObject, type JsonSchema } from '@millrace/sdk'

/** What draws a field. */
export type FieldKind =
  | 'text'
  | 'multiline'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'secret'
  | 'credential'
  | 'typed'
  | 'target'
  | 'options'
  | 'text-list'
  | 'object-list'
  | 'checks'
  | 'nodes'
  | 'variants'
  | 'object'
  | 'table'
  | 'code'
  | 'json'

export const fieldKind = (schema: JsonSchema): FieldKind =>
  ownKind(schema) ?? widgetKind(schema) ?? (choicesOf(schema) ? 'choice' : typeKind(schema))

const ownKind = (schema: JsonSchema): FieldKind | undefined => {
  if (schema.secret) return 'secret'
  if (schema.credential) return 'credential'
  if (schema.tag !== undefined) return 'variants'
  if (schema.template === 'value') return 'typed'
  if (schema.template === 'target') return 'target'
  return schema.template === 'number' ? 'number' : undefined
}

const widgetKind = (schema: JsonSchema): FieldKind | undefined => {
  switch (schema.widget) {
    case 'code':
    case 'json':
    case 'multiline':
    case 'nodes':
      return schema.widget
    case 'table':
      return schema.type === 'array' ? 'object-list' : 'table'
    default:
      return undefined
  }
}

const typeKind = (schema: JsonSchema): FieldKind => {
  switch (schema.type) {
    case 'boolean':
      return 'boolean'
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
      return schema.options === undefined ? 'text' : 'options'
    case 'array':
      return schema.items ? listKind(schema.items) : 'json'
    case 'object':
      return schema.properties ? 'object' : valuesOf(schema) ? 'table' : 'json'
    default:
      return 'json'
  }
}

const listKind = (items: JsonSchema): FieldKind => {
  if (choicesOf(items)) return 'checks'
  const kind = fieldKind(items)
  if (kind === 'text' || kind === 'options') return 'text-list'
  return kind === 'json' ? 'json' : 'object-list'
}

/** What the values of a table are; undefined when the names of the object are fixed. */
export const valuesOf = ({ additionalProperties, patternProperties = {} }: JsonSchema): JsonSchema | undefined =>
  isObject(additionalProperties) ? additionalProperties : Object.values(patternProperties)[0]

/** A value that can be chosen, and what people read. */
export interface Choice {
  readonly value: string | number
  readonly label: string
}

/** The values of a choice, whether written as an enum or as a union of constants; undefined when the schema is none. */
export const choicesOf = (schema: JsonSchema): readonly Choice[] | undefined => {
  if (schema.template !== undefined || schema.tag !== undefined) return undefined
  const values = schema.enum ?? constants(schema.anyOf)
  return values?.map(value => ({
    value: value as Choice['value'],
    label: schema.labels?.[String(value)] ?? String(value)
  }))
}

const constants = (shapes: readonly JsonSchema[] | undefined): readonly unknown[] | undefined =>
  shapes?.every(shape => shape.const !== undefined) ? shapes.map(shape => shape.const) : undefined

/** Choices stand side by side where they fit into the narrowest tray: up to four, or as many as the schema wants so. */
export const asSegments = (schema: JsonSchema, choices: readonly Choice[]): boolean => {
  const width = choices.reduce((sum, { label }) => sum + label.length * LETTER + PADDING, 0)
  return (choices.length <= 4 || schema.widget === 'segments') && width <= (FORM * (schema.columns ?? 12)) / 12
}
const LETTER = 7
const PADDING = 22
const FORM = 364
