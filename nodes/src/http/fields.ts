type Container = Record<string, unknown> | unknown[]

/** How deep names such as `a[b][c]` lead; what is deeper is kept as one name. */
const DEEPEST = 5
/** The largest list that numbers in names make. */
const LONGEST = 20

/**
 * The fields of a query or form: repeated ones and those named `a[]` become lists, `a[b]` objects. No name reaches a
 * prototype.
 */
export const readFields = (entries: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> => {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of entries) put(fields, stepsOf(name), value)
  return listed(fields) as Record<string, unknown>
}

const stepsOf = (name: string): readonly string[] => {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name)
  if (!found) return [name]
  const inner = [...(found[2] as string).matchAll(/\[([^[\]]*)\]/g)].map(([, step]) => step as string)
  return inner.length > DEEPEST ? [name] : [found[1] as string, ...inner]
}

const put = (into: Container, [step = '', ...rest]: readonly string[], value: unknown): void => {
  if (step === '__proto__') return
  const at = into as Record<string, unknown>
  const key = Array.isArray(into) && !/^\d+$/.test(step) ? String(into.length) : step
  const before = Object.hasOwn(at, key) ? at[key] : undefined
  if (rest.length > 0) {
    const inside = isContainer(before) ? before : before === undefined ? (rest[0] === '' ? [] : {}) : [before]
    at[key] = inside
    put(inside, rest, value)
  } else if (before === undefined) at[key] = value
  else at[key] = Array.isArray(before) ? [...before, value] : [before, value]
}

const isContainer = (value: unknown): value is Container =>
  Array.isArray(value) ||
  (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)

/** Objects whose names are 0, 1, 2 and so on become lists. */
const listed = (value: unknown): unknown => {
  if (!isContainer(value)) return value
  if (Array.isArray(value)) return value.map(listed)
  const entries = Object.entries(value).map(([name, inside]) => [name, listed(inside)] as const)
  const isList = entries.length > 0 && entries.length <= LONGEST && entries.every(([name], i) => name === String(i))
  return isList ? entries.map(([, inside]) => inside) : Object.fromEntries(entries)
}
