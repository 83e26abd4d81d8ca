import type { BufferClass } from './buffer.ts'

/** Gives a Buffer its reading and writing of numbers: readInt16LE, writeDoubleBE, readUIntBE and their kin. Its text runs inside isolates. */
export const bufferNumbers = (Buffer: BufferClass): void => {
  const prototype = Buffer.prototype as unknown as Record<string, unknown>
  const define = (names: readonly string[], method: (this: Uint8Array, ...args: never[]) => unknown) => {
    for (const name of names)
      Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true })
  }
  const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unsigned = (name: string) => [name, name.replace('UInt', 'Uint')]

  const kinds = [
    ['Int8', 'Int8', 1],
    ['UInt8', 'Uint8', 1],
    ['Int16', 'Int16', 2],
    ['UInt16', 'Uint16', 2],
    ['Int32', 'Int32', 4],
    ['UInt32', 'Uint32', 4],
    ['Float', 'Float32', 4],
    ['Double', 'Float64', 8],
    ['BigInt64', 'BigInt64', 8],
    ['BigUInt64', 'BigUint64', 8]
  ] as const
  for (const [name, kind, size] of kinds)
    for (const end of size === 1 ? [''] : ['LE', 'BE']) {
      define(unsigned(`read${name}${end}`), function (this: Uint8Array, offset = 0) {
        return viewOf(this)[`get${kind}`](offset, end === 'LE')
      })
      define(unsigned(`write${name}${end}`), function (this: Uint8Array, value: never, offset = 0) {
        viewOf(this)[`set${kind}`](offset, value, end === 'LE')
        return offset + size
      })
    }

  /** Offsets of the bytes of a number, most significant first. */
  const order = (offset: number, length: number, end: string) =>
    Array.from({ length }, (_, i) => offset + (end === 'BE' ? i : length - 1 - i))

  for (const end of ['LE', 'BE']) {
    const read = (bytes: Uint8Array, offset: number, length: number): number =>
      order(offset, length, end).reduce((value, at) => {
        const byte = bytes[at]
        if (byte === undefined) throw new RangeError(`The offset ${at} lies outside the buffer`)
        return value * 256 + byte
      }, 0)
    define(unsigned(`readUInt${end}`), function (this: Uint8Array, offset: number, length: number) {
      return read(this, offset, length)
    })
    define([`readInt${end}`], function (this: Uint8Array, offset: number, length: number) {
      const value = read(this, offset, length)
      return value >= 2 ** (length * 8 - 1) ? value - 2 ** (length * 8) : value
    })
    const write = function (this: Uint8Array, value: number, offset: number, length: number) {
      let rest = value
      for (const at of order(offset, length, end).reverse()) {
        if (at >= this.length) throw new RangeError(`The offset ${at} lies outside the buffer`)
        this[at] = rest - Math.floor(rest / 256) * 256
        rest = Math.floor(rest / 256)
      }
      return offset + length
    }
    define([...unsigned(`writeUInt${end}`), `writeInt${end}`], write)
  }

  for (const size of [2, 4, 8])
    define([`swap${size * 8}`], function (this: Uint8Array) {
      for (let i = 0; i + size <= this.length; i += size) this.subarray(i, i + size).reverse()
      return this
    })
}
