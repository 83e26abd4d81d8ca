/**
 * Takes away what makes code of text, and freezes every built-in object of a context. V8 makes some errors in the context that was entered first, so code of a
 * function can get hold of the hub's built-ins; frozen, they are of no use to it. Its text runs inside isolates.
 */
export const seal = (): void => {
  for (const one of [() => {}, async () => {}, function* () {}, async function* () {}])
    Reflect.deleteProperty(Object.getPrototypeOf(one), 'constructor')
  const seen = new Set<unknown>()
  const visit = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
    seen.add(value)
    visit(Object.getPrototypeOf(value))
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key)
      visit(property?.value)
      visit(property?.get)
      visit(property?.set)
    }
    if (value !== globalThis) Object.freeze(value)
  }
  visit(globalThis)
  for (const made of [
    [].values(),
    new Map().keys(),
    new Set().keys(),
    ''.matchAll(/a/g),
    (function* () {})(),
    async () => {}
  ])
    visit(made)
  for (const key of Reflect.ownKeys(globalThis)) {
    const property = Object.getOwnPropertyDescriptor(globalThis, key)
    if (property?.configurable && 'value' in property)
      Object.defineProperty(globalThis, key, { writable: false, configurable: false })
  }
}
