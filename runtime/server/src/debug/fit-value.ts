import { encode } from '@millrace/sdk'

/** A value made fit for the wire. */
export interface FitValue {
  /** Text of the codec. */
  readonly value: string
  /** The whole was this many characters, and was cut. */
  readonly cutFrom?: number
}

/** Characters of encoded text above which a value is cut. */
export const LARGEST = 16_384

/** How much is left of a value's parts; the first that makes it small enough is taken. */
const CUTS: readonly Cut[] = [
  { text: 4096, items: 200, depth: 12 },
  { text: 1024, items: 50, depth: 8 },
  { text: 256, items: 20, depth: 5 },
  { text: 64, items: 10, depth: 3 }
]

interface Cut {
  readonly text: number
  readonly items: number
  readonly depth: number
}

const WHOLE: Cut = { text: Number.POSITIVE_INFINITY, items: Number.POSITIVE_INFINITY, depth: 100 }

/** Encodes a value; what the codec refuses is described in words, and a large one is cut so that it still decodes. */
export const fitValue = (value: unknown): FitValue => {
  const whole = encodeAny(value)
  if (whole.length <= LARGEST) return { value: whole }
  for (const cut of CUTS) {
    const text = encode(present(value, cut, new Set()))
    if (text.length <= LARGEST) return { value: text, cutFrom: whole.length }
  }
  return { value: encode(`${whole.slice(0, 1024)}…`), cutFrom: whole.length }
}

const encodeAny = (value: unknown): string => {
  try {
    return encode(value)
  } catch {
    return encode(present(value, WHOLE, new Set()))
  }
}

/** A copy that the codec takes, with long parts cut. */
const present = (value: unknown, cut: Cut, above: Set<object>): unknown => {
  if (typeof value === 'string') return value.length > cut.text ? `${value.slice(0, cut.text)}…` : value
  if (typeof value === 'function') return `[function ${value.name || 'without a name'}]`
  if (typeof value === 'symbol') return `[${String(value)}]`
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (above.has(value)) return '[circular]'
  if (above.size >= cut.depth) return `[${kindOf(value)}]`
  above.add(value)
  const result = presentObject(value, cut, above)
  above.delete(value)
  return result
}

const presentObject = (value: object, cut: Cut, above: Set<object>): unknown => {
  const inside = (part: unknown) => present(part, cut, above)
  if (value instanceof Uint8Array) return value.subarray(0, cut.text)
  if (value instanceof Error) return { name: value.name, message: inside(value.message), stack: inside(value.stack) }
  if (value instanceof Map)
    return new Map(first(value, cut).map(([key, part]) => [inside(key), inside(part)] as [unknown, unknown]))
  if (value instanceof Set) return new Set(first(value, cut).map(inside))
  if (Array.isArray(value)) return value.slice(0, cut.items).map(inside)
  if (!isPlain(value)) return `[${kindOf(value)}]`
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, cut.items)
      .map(([key, part]) => [key, inside(part)])
  )
}

const first = <T>(items: Iterable<T>, { items: count }: Cut): T[] => [...items].slice(0, count)

/** Not a view of memory, a promise or the like: those are named, not walked. */
const isPlain = (value: object): boolean =>
  !ArrayBuffer.isView(value) &&
  !(value instanceof ArrayBuffer || value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet)

const kindOf = (value: object): string => value.constructor?.name ?? 'Object'
