import type { Cutter } from './cutter.ts'
import type { Part } from './part-messages.ts'
import { bytes, type Cut, type Cutting, type Material, pieces, text } from './pieces.ts'

/** The parts of a whole text, whole bytes, an array or an object; undefined for what has no parts. */
export const partsOfWhole = (value: unknown, cutter: Cutter, arrayLength: number): readonly Part[] | undefined => {
  if (typeof value === 'string') return cut('string', value, cutter.text, text, cutter)
  if (value instanceof Uint8Array) return cut('buffer', value, cutter.bytes, bytes, cutter)
  if (Array.isArray(value)) return partsOfArray(value, arrayLength)
  return isRecord(value) ? partsOfObject(value) : undefined
}

const cut = <T extends Cut>(
  type: 'string' | 'buffer',
  value: T,
  cutting: Cutting<T>,
  material: Material<T>,
  { parts }: Cutter
): Part[] => {
  const all = pieces(value, cutting, material)
  return all.map((piece, index) => ({ value: piece, parts: { type, ...parts[type], index, count: all.length } }))
}

const partsOfArray = (value: readonly unknown[], len: number): Part[] => {
  const count = Math.ceil(value.length / len)
  return Array.from({ length: count }, (_, index) => ({
    value: len === 1 ? value[index] : value.slice(index * len, (index + 1) * len),
    parts: { type: 'array', len, index, count }
  }))
}

const partsOfObject = (value: Readonly<Record<string, unknown>>): Part[] => {
  const entries = Object.entries(value)
  return entries.map(([key, part], index) => ({
    value: part,
    parts: { type: 'object', key, index, count: entries.length }
  }))
}

/** An object whose keys are what it consists of. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null &&
  typeof value === 'object' &&
  !(value instanceof Date || value instanceof Map || value instanceof Set || value instanceof Error)
