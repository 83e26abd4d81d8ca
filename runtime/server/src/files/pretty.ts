import { isObject } from '@millrace/sdk'

const WIDTH = 120

/** JSON on one line: `{ "a": [1, 2] }`. */
export const oneLine = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const entries = definedEntries(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, part]) => pair(key, oneLine(part))).join(', ')} }`
}

/** JSON on one line where it fits behind `indent` columns, otherwise an entry a line. */
export const pretty = (value: unknown, indent: number): string => {
  const line = oneLine(value)
  if (indent + line.length <= WIDTH || (!Array.isArray(value) && !isObject(value))) return line
  const inner = ' '.repeat(indent + 2)
  const parts = Array.isArray(value)
    ? value.map(item => pretty(item, indent + 2))
    : definedEntries(value).map(([key, part]) => field(key, part, indent + 2))
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${' '.repeat(indent)}${close}`
}

/** `"key": value`, the value pretty. */
export const field = (key: string, value: unknown, indent: number): string => {
  const line = pair(key, oneLine(value))
  return indent + line.length <= WIDTH ? line : pair(key, pretty(value, indent))
}

/** The named fields of an object that are there, on one line and without braces. */
export const fieldsOnLine = (from: object, keys: readonly string[]): string =>
  definedEntries(pick(from, keys))
    .map(([key, value]) => pair(key, oneLine(value)))
    .join(', ')

/** The named fields first and in this order, then whatever else there is. */
export const inOrder = (from: object, keys: readonly string[]): Record<string, unknown> => ({
  ...pick(from, keys),
  ...from
})

const pick = (from: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map(key => [key, (from as Record<string, unknown>)[key]]))

const pair = (key: string, text: string): string => `${JSON.stringify(key)}: ${text}`

const definedEntries = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, part]) => part !== undefined)
