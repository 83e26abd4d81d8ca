import type { ValueKind } from './rule.ts'

// biome-ignore lint/suspicious/noExplicitAny: values of any type are compared as JavaScript compares them
type Any = any

/** Node-RED's comparisons: loose, so that the text 5 equals the number 5. */
export const comparisons: Readonly<Record<'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte' | 'cont' | 'hask', Comparison>> = {
  // biome-ignore lint/suspicious/noDoubleEquals: loose on purpose
  eq: (a, b) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: loose on purpose
  neq: (a, b) => a != b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  cont: (a, b) => `${a}`.includes(`${b}`),
  hask: (a, b) => a !== null && a !== undefined && typeof b !== 'object' && Object.hasOwn(Object(a), String(b))
}
type Comparison = (a: Any, b: Any) => boolean

/** In whichever order the bounds stand. */
export const isBetween = (a: Any, b: Any, c: Any): boolean => (a >= b && a <= c) || (a <= b && a >= c)

/** Undefined for what can be neither empty nor not. */
export const sizeOf = (value: unknown): number | undefined => {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined
}

export const isOfKind = (value: unknown, kind: ValueKind): boolean => {
  switch (kind) {
    case 'array':
      return Array.isArray(value)
    case 'buffer':
      return value instanceof Uint8Array
    case 'json':
      return isJson(value)
    case 'null':
      return value === null
    case 'number':
      return typeof value === 'number' && !Number.isNaN(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
    default:
      return typeof value === kind
  }
}

const isJson = (value: unknown): boolean => {
  try {
    JSON.parse(value as string)
    return true
  } catch {
    return false
  }
}
