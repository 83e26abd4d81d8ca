import { isObject, type JsonSchema } from '@millrace/sdk'

/** What every field is given. */
export interface FieldProps {
  readonly schema: JsonSchema
  /** As stored, with the default where nothing is. */
  readonly value: unknown
  /** Undefined removes the value, so that the default holds. */
  readonly onChange: (value: unknown) => void
  /** JSON pointer into the form's value. */
  readonly path: string
  readonly label: string
  readonly required: boolean
  /** In a row of a list: the label is only spoken. */
  readonly compact?: boolean
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value)

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** An emptied text is removed where it may be missing and nothing would take its place. */
export const storedText = (text: string, { schema, required }: Pick<FieldProps, 'schema' | 'required'>) =>
  text === '' && !required && schema.default === undefined ? undefined : text
