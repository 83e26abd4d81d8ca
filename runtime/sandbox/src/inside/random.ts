import type { Request } from './asking.ts'
import type { Bytes } from './bytes.ts'

/** The part of the web's `crypto` that makes random values. Its text runs inside isolates. */
export const random = (request: Request, bytes: Bytes) => {
  const hex = (length: number) => String(request('random', String(length)))
  return {
    crypto: {
      randomUUID: (): string => {
        const text = hex(16)
        const variant = '89ab'.charAt(Number.parseInt(text.charAt(16), 16) & 3)
        return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20)}`
      },
      getRandomValues: <T extends ArrayBufferView>(target: T): T => {
        if (target.byteLength > 65_536) throw new RangeError('At most 65536 random bytes at a time')
        const made = bytes.encoding('hex').toBytes(hex(target.byteLength))
        new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(made)
        return target
      }
    }
  }
}
