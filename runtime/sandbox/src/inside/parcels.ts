import type { Codec } from './codec.ts'
import type { PlainSize } from './plain-size.ts'

/** A message between two functions: an object that JSON can carry, `=` and the JSON of a larger one, or `*` and the codec's text. */
export type Parcel = string | object

/** Packs messages for other functions of the isolate, and unpacks theirs. Its text runs inside isolates. */
export const parcels = (codec: Codec, sizeOf: PlainSize, copy: (value: unknown) => unknown) => {
  /** About so many characters from which on V8's own JSON is quicker than to copy. */
  const LARGE = 400
  const { parse, stringify } = JSON

  return {
    pack(message: object): Parcel {
      const size = sizeOf(message)
      if (size > 0 && size < LARGE) return message
      const json = size > 0 ? stringify(message) : undefined
      if (json !== undefined) return `=${json}`
      return `*${codec.encode(message)}`
    },
    unpack(parcel: Parcel): Record<string, unknown> {
      if (typeof parcel !== 'string') return copy(parcel) as Record<string, unknown>
      const text = parcel.slice(1)
      return (parcel.charAt(0) === '=' ? parse(text) : codec.decode(text)) as Record<string, unknown>
    },
    /** As it crosses. */
    bodyOf(parcel: Parcel): string {
      if (typeof parcel !== 'string') return stringify(parcel) ?? 'null'
      return parcel.charAt(0) === '=' ? parcel.slice(1) : stringify(parcel.slice(1))
    }
  }
}

export type Parcels = ReturnType<typeof parcels>
