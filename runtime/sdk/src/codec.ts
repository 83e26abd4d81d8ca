import { FlowError } from './errors.ts'

/**
 * The one way in which messages become text and come back: JSON, plus bytes (Uint8Array), Date, Map, Set, NaN, the
 * infinities, undefined and BigInt. Each of these is an object with a single `$` key; an own key that looks like one is
 * wrapped. Anything else (functions, symbols, cycles) is refused with CODEC_UNSUPPORTED and its path.
 */
export const encode = (value: unknown): string => JSON.stringify(plain(value, '', new Set()))

export const decode = (text: string): unknown => {
  const value: unknown = JSON.parse(text)
  return text.includes('"$') || text.includes('__proto__') ? restore(value) : value
}

const TAGS = new Set(['$bytes', '$date', '$map', '$set', '$number', '$undefined', '$bigint', '$object'])

const isTagged = (keys: readonly string[]): boolean => keys.length === 1 && TAGS.has(keys[0] as string)

/** The same value where it is JSON already, so that the common message is walked and not copied. */
const plain = (value: unknown, path: string, above: Set<object>): unknown => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? '-0' : String(value) }
    case 'undefined':
      return { $undefined: true }
    case 'bigint':
      return { $bigint: String(value) }
    case 'object':
      return value === null ? null : plainObject(value, path, above)
    default:
      throw new FlowError('CODEC_UNSUPPORTED', `${path || '/'} is a ${typeof value}, which cannot be kept`)
  }
}

const plainObject = (value: object, path: string, above: Set<object>): unknown => {
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) }
  if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? null : value.toISOString() }
  if (above.has(value)) throw new FlowError('CODEC_UNSUPPORTED', `${path || '/'} holds itself, which cannot be kept`)
  above.add(value)
  const result = inside(value, path, above)
  above.delete(value)
  return result
}

const inside = (value: object, path: string, above: Set<object>): unknown => {
  if (value instanceof Map)
    return {
      $map: [...value].map(([key, v], i) => [plain(key, `${path}/${i}/key`, above), plain(v, `${path}/${i}`, above)])
    }
  if (value instanceof Set) return { $set: [...value].map((v, i) => plain(v, `${path}/${i}`, above)) }
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined
    for (let i = 0; i < value.length; i++) {
      const item = plain(value[i], `${path}/${i}`, above)
      if (item === value[i]) continue
      copy ??= [...value]
      copy[i] = item
    }
    return copy ?? value
  }
  if (value instanceof Error)
    return plainObject({ name: value.name, message: value.message, stack: value.stack }, path, above)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Promise || value instanceof WeakMap)
    throw new FlowError('CODEC_UNSUPPORTED', `${path || '/'} is a ${value.constructor.name}, which cannot be kept`)
  let copy: Record<string, unknown> | undefined
  const keys = Object.keys(value)
  for (const key of keys) {
    const before = (value as Record<string, unknown>)[key]
    const after = plain(before, `${path}/${key}`, above)
    if (after === before) continue
    copy ??= { ...(value as Record<string, unknown>) }
    copy[key] = after
  }
  if (copy === undefined && 'toJSON' in value) copy = { ...value }
  return isTagged(keys) ? { $object: copy ?? value } : (copy ?? value)
}

const restore = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(restore)
  const keys = Object.keys(value)
  const fields = value as Record<string, unknown>
  return isTagged(keys) ? restoreTagged(keys[0] as string, fields) : restoreFields(keys, fields)
}

const restoreFields = (keys: readonly string[], fields: Record<string, unknown>): unknown => {
  const result: Record<string, unknown> = {}
  for (const key of keys) if (key !== '__proto__') result[key] = restore(fields[key])
  return result
}

const restoreTagged = (key: string, fields: Record<string, unknown>): unknown => {
  const held = fields[key]
  switch (key) {
    case '$bytes':
      return fromBase64(held as string)
    case '$date':
      return new Date(held === null ? Number.NaN : (held as string))
    case '$map':
      return new Map((held as [unknown, unknown][]).map(([k, v]) => [restore(k), restore(v)]))
    case '$set':
      return new Set((held as unknown[]).map(restore))
    case '$number':
      return Number(held)
    case '$bigint':
      return BigInt(held as string)
    case '$undefined':
      return undefined
    default:
      return restoreFields(Object.keys(held as object), held as Record<string, unknown>)
  }
}

const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode.apply(undefined, bytes.subarray(i, i + 0x8000) as unknown as number[])
  return btoa(binary)
}

const fromBase64 = (text: string): Uint8Array => {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
