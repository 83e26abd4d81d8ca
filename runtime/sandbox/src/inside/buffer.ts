import type { Bytes } from './bytes.ts'

type Source = string | ArrayLike<number> | ArrayBuffer | { readonly type: 'Buffer'; readonly data: ArrayLike<number> }
type Needle = string | number | Uint8Array

/** The Buffer that people know from Node, on Uint8Array, with the methods that flows use. Its text runs inside isolates. */
export const buffer = (bytes: Bytes) => {
  const clamp = (value: unknown, length: number, otherwise: number): number => {
    if (value === undefined) return otherwise
    const at = Math.trunc(Number(value)) || 0
    return Math.min(Math.max(at < 0 ? length + at : at, 0), length)
  }

  class Buffer extends Uint8Array<ArrayBuffer> {
    constructor(source: unknown, second?: unknown, length?: number) {
      if (typeof source === 'string') super(bytes.encoding(second).toBytes(source) as never)
      else super(source as never, second as never, length as never)
    }

    static override from(source: Source | Iterable<number>, second?: unknown, length?: unknown): Buffer {
      if (typeof source === 'string') return view(bytes.encoding(second).toBytes(source))
      if (source instanceof ArrayBuffer) return new Buffer(source, second, length as number | undefined)
      if (source === null || typeof source !== 'object')
        throw new TypeError(`The first argument must be a string, bytes or an array, not ${source}`)
      return view(Uint8Array.from(('data' in source ? source.data : source) as ArrayLike<number>))
    }

    static alloc(size: number, fill?: Needle, encoding?: string): Buffer {
      const made = new Buffer(size)
      return fill === undefined ? made : made.fill(fill as number, encoding as never)
    }

    static allocUnsafe = (size: number): Buffer => new Buffer(size)
    static isBuffer = (value: unknown): value is Buffer => value instanceof Buffer
    static isEncoding = (name: unknown): boolean => typeof name === 'string' && bytes.find(name) !== undefined
    static byteLength = (value: string | Uint8Array, encoding?: string): number =>
      typeof value === 'string' ? bytes.encoding(encoding).toBytes(value).length : value.byteLength

    static concat(list: readonly Uint8Array[], total = list.reduce((sum, { length }) => sum + length, 0)): Buffer {
      const made = new Buffer(total)
      let at = 0
      for (const part of list) {
        made.set(part.subarray(0, total - at), at)
        at = Math.min(at + part.length, total)
      }
      return made
    }

    static compare(a: Uint8Array, b: Uint8Array): number {
      const length = Math.min(a.length, b.length)
      for (let i = 0; i < length; i++) if (a[i] !== b[i]) return Math.sign((a[i] ?? 0) - (b[i] ?? 0))
      return Math.sign(a.length - b.length)
    }

    override toString(encoding?: string, start?: number, end?: number): string {
      return bytes
        .encoding(encoding)
        .toText(this.subarray(clamp(start, this.length, 0), clamp(end, this.length, this.length)))
    }

    toJSON() {
      return { type: 'Buffer' as const, data: Array.from(this) }
    }

    equals(other: Uint8Array): boolean {
      return Buffer.compare(this, other) === 0
    }

    compare(other: Uint8Array): number {
      return Buffer.compare(this, other)
    }

    /** A view on the same bytes, as in Node, where Uint8Array would copy. */
    override slice(start?: number, end?: number): this {
      return this.subarray(start, end) as this
    }

    copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): number {
      const part = this.subarray(start, Math.min(end, start + target.length - targetStart))
      target.set(part, targetStart)
      return part.length
    }

    write(text: string, offset?: number | string, length?: number | string, encoding?: string): number {
      const name = [offset, length, encoding].find(value => typeof value === 'string')
      const at = typeof offset === 'number' ? offset : 0
      const room = Math.min(typeof length === 'number' ? length : this.length, this.length - at)
      const part = bytes.encoding(name).toBytes(text).subarray(0, room)
      this.set(part, at)
      return part.length
    }

    override fill(value: Needle, start?: number | string, end?: number, encoding?: string): this {
      if (typeof value === 'number') return super.fill(value, start as number, end)
      const pattern = needle(value, typeof start === 'string' ? start : encoding)
      const to = clamp(end, this.length, this.length)
      const from = clamp(typeof start === 'string' ? 0 : start, this.length, 0)
      if (pattern.length === 0) return super.fill(0, from, to)
      for (let i = from; i < to; i++) this[i] = pattern[(i - from) % pattern.length] ?? 0
      return this
    }

    override indexOf(value: Needle, start?: number, encoding?: string): number {
      const sought = needle(value, encoding)
      for (let i = clamp(start, this.length, 0); i <= this.length - sought.length; i++)
        if (sought.every((byte, k) => this[i + k] === byte)) return i
      return -1
    }

    override lastIndexOf(value: Needle, start?: number, encoding?: string): number {
      const sought = needle(value, encoding)
      for (let i = Math.min(clamp(start, this.length, this.length), this.length - sought.length); i >= 0; i--)
        if (sought.every((byte, k) => this[i + k] === byte)) return i
      return -1
    }

    override includes(value: Needle, start?: number, encoding?: string): boolean {
      return this.indexOf(value, start, encoding) >= 0
    }
  }

  const view = (source: Uint8Array<ArrayBuffer>): Buffer =>
    new Buffer(source.buffer, source.byteOffset, source.byteLength)

  const needle = (value: Needle, encoding?: string): Uint8Array =>
    typeof value === 'string'
      ? bytes.encoding(encoding).toBytes(value)
      : typeof value === 'number'
        ? Uint8Array.of(value)
        : value

  return { Buffer, view }
}

export type BufferClass = ReturnType<typeof buffer>['Buffer']
