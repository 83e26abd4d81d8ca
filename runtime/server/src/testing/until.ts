/** Polls until the condition holds; the test's own timeout is the bound. */
export const until = async (condition: () => unknown): Promise<void> => {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 5))
}
