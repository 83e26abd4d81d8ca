/** An enabled one carries no mark in its file. */
export const withEnabled = <T extends { readonly enabled?: boolean }>(thing: T, enabled: boolean): T => {
  const { enabled: _old, ...rest } = thing
  return (enabled ? rest : { ...rest, enabled }) as T
}
