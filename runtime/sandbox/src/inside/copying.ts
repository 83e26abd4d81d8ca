/**
 * Copies what JSON can carry, made by another context, into objects of this one. What is no such value after all, because
 * code has changed it meanwhile, becomes null: nothing of the other context gets through. Its text runs inside isolates.
 */
export const copying = () => {
  const { isArray } = Array

  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value === 'object' && value !== null) {
      if (depth > 100) return null
      if (isArray(value)) {
        const items: unknown[] = []
        for (let i = 0; i < value.length; i++) items[i] = copy(value[i], depth + 1)
        return items
      }
      const fields: Record<string, unknown> = {}
      for (const key in value)
        if (key !== '__proto__') fields[key] = copy((value as Record<string, unknown>)[key], depth + 1)
      return fields
    }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  }

  return (value: unknown): unknown => copy(value, 0)
}
