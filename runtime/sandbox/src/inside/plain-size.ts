/**
 * About how many characters a value takes as JSON; NaN when JSON alone cannot carry it and the codec is needed: for
 * bytes, dates, maps, undefined, what looks like the codec's tags, what is nested deeper than 100. One pass without
 * allocation, because it stands in the way of every message. Runs on both sides of the wall, inside as text.
 */
export const plainSize = (value: unknown, depth = 0): number => {
  switch (typeof value) {
    case 'string':
      return value.length + 2
    case 'boolean':
      return 5
    case 'number':
      return Number.isFinite(value) && (value !== 0 || 1 / value > 0) ? 8 : Number.NaN
    case 'object':
      break
    default:
      return Number.NaN
  }
  if (value === null) return 4
  if (depth > 100) return Number.NaN
  let size = 2
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) size += plainSize(value[i], depth + 1) + 1
    return size
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return Number.NaN
  for (const key in value) {
    if (key.startsWith('$') || key === '__proto__') return Number.NaN
    size += key.length + 4 + plainSize((value as Record<string, unknown>)[key], depth + 1)
  }
  return size
}
