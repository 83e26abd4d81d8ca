import type { Bytes } from './bytes.ts'

export interface Web {
  readonly TextEncoder: object
  readonly TextDecoder: object
  atob(text: string): string
  btoa(text: string): string
  structuredClone<T>(value: T): T
}

/** What people expect of the web's globals beside URL: text coding, base64, deep copies. Its text runs inside isolates. */
export const web = (bytes: Bytes): Web => {
  class TextEncoder {
    readonly encoding = 'utf-8'
    encode = (text = ''): Uint8Array => bytes.encoding('utf8').toBytes(String(text))
  }

  class TextDecoder {
    readonly encoding: string
    readonly fatal: boolean
    readonly ignoreBOM: boolean
    readonly #coding: ReturnType<Bytes['encoding']>

    constructor(label = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
      const name = String(label).toLowerCase()
      const known = {
        'utf-8': 'utf8',
        utf8: 'utf8',
        'utf-16le': 'utf16le',
        latin1: 'latin1',
        'iso-8859-1': 'latin1',
        ascii: 'latin1'
      }
      if (!Object.hasOwn(known, name)) throw new RangeError(`The encoding ${label} is not known`)
      this.encoding = name === 'utf8' ? 'utf-8' : name
      this.fatal = options.fatal === true
      this.ignoreBOM = options.ignoreBOM === true
      this.#coding = bytes.encoding(known[name as keyof typeof known])
    }

    decode(source: ArrayBuffer | ArrayBufferView = new ArrayBuffer(0)): string {
      const view = ArrayBuffer.isView(source)
        ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
        : new Uint8Array(source)
      const text = this.#coding.toText(view)
      if (
        this.fatal &&
        this.encoding === 'utf-8' &&
        text.includes('\ufffd') &&
        !sameBytes(this.#coding.toBytes(text), view)
      )
        throw new TypeError('The encoded data was not valid for encoding utf-8')
      return text.startsWith('\ufeff') && !this.ignoreBOM ? text.slice(1) : text
    }
  }

  const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
    a.length === b.length && a.every((byte, i) => byte === b[i])

  const atob = (text: string): string => bytes.encoding('latin1').toText(bytes.base64.toBytes(String(text)))
  const btoa = (text: string): string => {
    const units = String(text)
    for (let i = 0; i < units.length; i++)
      if (units.charCodeAt(i) > 255) throw new TypeError('The text holds a character outside Latin-1')
    return bytes.base64.toText(bytes.encoding('latin1').toBytes(units))
  }

  const structuredClone = <T>(value: T): T => copy(value, new Map()) as T

  const copy = (value: unknown, seen: Map<object, unknown>): unknown => {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new TypeError(`A ${typeof value} cannot be cloned`)
    if (value === null || typeof value !== 'object') return value
    const found = seen.get(value)
    if (found !== undefined) return found
    const keep = <T>(made: T): T => {
      seen.set(value, made)
      return made
    }
    if (value instanceof Date) return keep(new Date(value))
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags))
    if (value instanceof ArrayBuffer) return keep(value.slice(0))
    if (value instanceof DataView) return keep(new DataView(value.buffer.slice(0), value.byteOffset, value.byteLength))
    if (ArrayBuffer.isView(value)) return keep(Reflect.construct(value.constructor, [value]))
    if (value instanceof Error) {
      const made = keep(Object.create(Object.getPrototypeOf(value)))
      for (const key of ['name', 'message', 'stack', 'cause'] as const)
        if (value[key] !== undefined)
          Object.defineProperty(made, key, { value: copy(value[key], seen), writable: true, configurable: true })
      return made
    }
    if (value instanceof Map) {
      const made = keep(new Map())
      for (const [key, item] of value) made.set(copy(key, seen), copy(item, seen))
      return made
    }
    if (value instanceof Set) {
      const made = keep(new Set())
      for (const item of value) made.add(copy(item, seen))
      return made
    }
    const made: Record<string, unknown> = keep(Array.isArray(value) ? [] : {}) as never
    for (const [key, item] of Object.entries(value)) if (key !== '__proto__') made[key] = copy(item, seen)
    return made
  }

  return { TextEncoder, TextDecoder, atob, btoa, structuredClone }
}
