import { asJson, type TObject } from '@millrace/sdk'

/** The texts of a query as the types that its schema names; what does not fit stays a text, for the check to refuse. */
export const readQuery = (schema: TObject, query: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const fields = asJson(schema).properties ?? {}
  return Object.fromEntries(Object.entries(query).map(([name, text]) => [name, typed(fields[name]?.type, text)]))
}

const typed = (type: string | undefined, text: unknown): unknown => {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (type === 'integer' || type === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  return text
}
