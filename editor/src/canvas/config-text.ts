import { applies, type DefinitionView, type JsonSchema } from '@millrace/sdk'

export type Config = Readonly<Record<string, unknown>>

/** The part of a config that plays a part and may be seen: no code, no secrets, nothing that another field makes idle. */
export const openConfig = (config: Config, definition: DefinitionView | undefined): Config => {
  const fields = definition?.config.properties
  if (!fields) return config
  const siblings = { ...defaultsOf(fields), ...config }
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => {
      const field = fields[key]
      return field !== undefined && !field.secret && field.code === undefined && applies(field, siblings)
    })
  )
}

const defaultsOf = (fields: Readonly<Record<string, JsonSchema>>): Config =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.default]))

/** One line for a value of a config: of a list its first item and how many more, of a typed input its value. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return lineOf(value)
  if (Array.isArray(value)) {
    const first = textOf(value[0])
    return first && value.length > 1 ? `${first} +${value.length - 1}` : first
  }
  const { type, value: typed, topic, filter, pattern, name } = (value ?? {}) as Config
  if (typeof typed === 'string' && scopes.has(type)) return `${type}.${typed}`
  const inner = typed ?? topic ?? filter ?? pattern ?? name
  return inner === undefined || Array.isArray(inner) ? undefined : textOf(inner)
}

const scopes: ReadonlySet<unknown> = new Set(['msg', 'flow', 'global'])

/** The first line; a text that is nothing but one template says nothing. */
const lineOf = (text: string): string | undefined => {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line === '' || /^\{\{[^{}]*\}\}$/.test(line) ? undefined : line
}
