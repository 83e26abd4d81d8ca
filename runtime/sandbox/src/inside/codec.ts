import type { Bytes } from './bytes.ts'

/**
 * The SDK's codec, inside: the same text for the same values, but bytes come back as a Buffer. The SDK's own cannot be
 * carried in as text because it spreads over a module; a test holds the two equal.
 */
export const codec = (bytes: Bytes, toBuffer: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array) => {
  const { parse, stringify } = JSON
  const TAGS = new Set(['$bytes', '$date', '$map', '$set', '$number', '$undefined', '$bigint', '$object'])
  const isTagged = (keys: readonly string[]) => keys.length === 1 && TAGS.has(keys[0] as string)
  const refuse = (path: string, what: string): never => {
    throw new TypeError(`${path || '/'} ${what}, which cannot be kept`)
  }

  const plain = (value: unknown, path: string, above: Set<object>): unknown => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        if (Object.is(value, -0)) return { $number: '-0' }
        return Number.isFinite(value) ? value : { $number: String(value) }
      case 'undefined':
        return { $undefined: true }
      case 'bigint':
        return { $bigint: String(value) }
      case 'object':
        return value === null ? null : plainObject(value, path, above)
      default:
        return refuse(path, `is a ${typeof value}`)
    }
  }

  const plainObject = (value: object, path: string, above: Set<object>): unknown => {
    if (value instanceof Uint8Array) return { $bytes: bytes.base64.toText(value) }
    if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? null : value.toISOString() }
    if (above.has(value)) refuse(path, 'holds itself')
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
    if (Array.isArray(value)) return Array.from(value, (item, i) => plain(item, `${path}/${i}`, above))
    if (value instanceof Error)
      return plainObject({ name: value.name, message: value.message, stack: value.stack }, path, above)
    if (
      ArrayBuffer.isView(value) ||
      value instanceof ArrayBuffer ||
      value instanceof Promise ||
      value instanceof WeakMap
    )
      refuse(path, `is a ${value.constructor.name}`)
    const keys = Object.keys(value)
    const copy: Record<string, unknown> = Object.create(null)
    for (const key of keys) copy[key] = plain((value as Record<string, unknown>)[key], `${path}/${key}`, above)
    return isTagged(keys) ? { $object: copy } : copy
  }

  const restore = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(restore)
    const keys = Object.keys(value)
    return isTagged(keys)
      ? restoreTagged(keys[0] as string, value as Record<string, unknown>)
      : restoreFields(keys, value as Record<string, unknown>)
  }

  const restoreFields = (keys: readonly string[], fields: Record<string, unknown>): unknown => {
    const result: Record<string, unknown> = {}
    for (const key of keys) if (key !== '__proto__') result[key] = restore(fields[key])
    return result
  }

  const restoreTagged = (tag: string, fields: Record<string, unknown>): unknown => {
    const held = fields[tag]
    switch (tag) {
      case '$bytes':
        return toBuffer(bytes.base64.toBytes(held as string))
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

  return {
    encode: (value: unknown): string => stringify(plain(value, '', new Set())),
    decode: (text: string): unknown => restore(parse(text))
  }
}

export type Codec = ReturnType<typeof codec>
