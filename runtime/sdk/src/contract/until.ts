/** Resolves when the condition holds, and rejects with what was waited for when it does not in so many milliseconds. */
export const until = async (
  what: string,
  condition: () => boolean | Promise<boolean>,
  patience: number
): Promise<void> => {
  const end = performance.now() + patience
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`did not see in ${patience / 1000} s: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
