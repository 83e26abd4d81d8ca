/** About how many characters a value takes as JSON; NaN when JSON alone cannot carry it and the codec is needed. */
export type PlainSize = (value: unknown) => number

/**
 * Finds out whether JSON carries a value: not bytes, dates, maps, undefined, what looks like the codec's tags, nor what is
 * nested deeper than 100. One pass without allocation, because it stands in the way of every message; the built-ins are
 * taken once, because code may change them and because looking them up is most of the work. Runs on both sides of the
 * wall, inside as text.
 */
export const plainSizes = (): PlainSize => {
  const NONE = Number.NaN
  const { isArray } = Array
  const { getPrototypeOf, prototype } = Object

  const plainSize = (value: unknown, depth: number): number => {
    if (typeof value === 'string') return value.length + 2
    // What is no finite number is not its own difference; -0 divides to minus infinity.
    if (typeof value === 'number') return value - value === 0 && (value !== 0 || 1 / value > 0) ? 8 : NONE
    if (typeof value === 'boolean') return 5
    if (value === null) return 4
    if (typeof value !== 'object' || depth > 100) return NONE
    let size = 2
    if (isArray(value)) {
      for (let i = 0; i < value.length; i++) size += plainSize(value[i], depth + 1) + 1
      return size
    }
    const kind = getPrototypeOf(value)
    if (kind !== prototype && kind !== null) return NONE
    for (const key in value) {
      if (key[0] === '$' || key === '__proto__') return NONE
      size += key.length + 4 + plainSize((value as Record<string, unknown>)[key], depth + 1)
    }
    return size
  }

  return value => plainSize(value, 0)
}
