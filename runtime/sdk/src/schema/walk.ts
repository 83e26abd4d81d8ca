import type { TSchema } from 'typebox'

/** A schema as the JSON Schema that it is, with the keywords of `Keywords` and those that `t` adds. It may have come over the wire. */
export interface JsonSchema {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  /** Of a record: the one pattern of its names, and what its values are. */
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly examples?: readonly unknown[]
  readonly deprecated?: boolean
  // ours
  readonly secret?: boolean
  readonly credential?: readonly string[]
  readonly template?: 'start' | 'message' | 'number' | 'value' | 'target'
  readonly encode?: 'url'
  readonly code?: string
  readonly tag?: string
  readonly advanced?: boolean
  readonly widget?: string
  readonly generated?: string
  readonly address?: boolean
  readonly options?: string
  readonly when?: When
  readonly labels?: Readonly<Record<string, string>>
  readonly columns?: number
}

/** What the siblings of a field must be for it to play a part: one of these values, or text that a pattern does not match. */
export type When = Readonly<Record<string, readonly unknown[] | { readonly not: string }>>

export const asJson = (schema: TSchema): JsonSchema => schema as JsonSchema

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The shape that the tag of a set of variants chose; undefined when it names none. */
export const chosenVariant = (schema: JsonSchema, value: unknown): JsonSchema | undefined => {
  const { tag, anyOf } = schema
  if (tag === undefined || !isObject(value)) return undefined
  return anyOf?.find(shape => shape.properties?.[tag]?.const === value[tag])
}

/** Whether a field plays a part, given its siblings: `when` says what they must be. */
export const applies = (field: Pick<JsonSchema, 'when'>, siblings: Readonly<Record<string, unknown>>): boolean =>
  field.when === undefined ||
  Object.entries(field.when).every(([name, wanted]) =>
    'not' in wanted ? !new RegExp(wanted.not).test(String(siblings[name] ?? '')) : wanted.includes(siblings[name])
  )

/** One step of a JSON pointer. */
export const pointerStep = (key: string | number): string => {
  if (typeof key === 'number' || !/[~/]/.test(key)) return `/${key}`
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
