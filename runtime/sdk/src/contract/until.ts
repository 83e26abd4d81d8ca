/** Resolves when the condition holds, and rejects with what was waited for when it does not in so many milliseconds. */
export const until = async (
  what: string | (() => string),
  condition: () => boolean | Promise<boolean>,
  patience: number
): Promise<void> => {
  const end = performance.now() + patience
  while (!(await condition())) {
    if (performance.now() > end)
      throw new Error(`did not see in ${patience / 1000} s: ${typeof what === 'string' ? what : what()}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** Resolves when all of these are among what `present` finds, and says otherwise which are missing. */
export const untilAll = async (
  what: string,
  wanted: readonly string[],
  present: () => readonly string[] | Promise<readonly string[]>,
  patience: number
): Promise<void> => {
  let missing = wanted
  const said = () => `${what}; missing ${missing.length} of ${wanted.length}: ${missing.slice(0, 5).join(', ')}`
  await until(
    said,
    async () => {
      const found = new Set(await present())
      missing = wanted.filter(one => !found.has(one))
      return missing.length === 0
    },
    patience
  )
}
